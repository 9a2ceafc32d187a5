#!/bin/sh
# Writes the column `glyphs` of fonts/shaping.csv anew: the glyphs that HarfBuzz gives for each word with that font.
# A test compares them with what the typesetting engine gives. Numbers in Urdu are left out: HarfBuzz alone does not know
# that they run from left to right. Needed: hb-shape (Debian: libharfbuzz-bin; 6.0.0 was used).
#
#   fonts/shaping.sh            writes the table
#   HB_SHAPE=… fonts/shaping.sh with hb-shape from elsewhere
set -eu
cd "$(dirname "$0")"
hb=${HB_SHAPE:-hb-shape}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
{
  read -r head
  printf '%s\n' "$head"
  while IFS=, read -r language font word _; do
    glyphs=$("$hb" --no-glyph-names --no-clusters --no-positions --remove-default-ignorables \
      --language="$language" --font-file="$font" --text="$word" | tr -d '[]' | tr '|' ' ')
    printf '%s,%s,%s,%s\n' "$language" "$font" "$word" "$glyphs"
  done
} < shaping.csv > "$out"
cat "$out" > shaping.csv
