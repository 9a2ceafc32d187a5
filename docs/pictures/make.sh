#!/usr/bin/env bash
# Makes the pictures of the README from the bundled UPSC mock: docs/pictures/{page,key,solutions}.png.
#
#     docs/pictures/make.sh
#
# Needs pdftoppm (Debian: poppler-utils). PAPERSETTER names another binary than the one that cargo builds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

pictures=docs/pictures
most=150000 # bytes of one picture
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT

papersetter() {
    if [ -n "${PAPERSETTER:-}" ]; then
        "$PAPERSETTER" "$@"
    else
        cargo run --quiet -- "$@"
    fi
}

# The blueprint has a seed, so the same questions stand on these pages every time.
papersetter make question-banks/blueprints/upsc-mock.toml -o "$out"

# picture NAME PDF PAGE: one page in grey, at the finest of three resolutions that stays below the limit.
picture() {
    local file="$pictures/$1.png"
    for resolution in 100 80 64 56; do
        pdftoppm -png -gray -singlefile -r "$resolution" -f "$3" -l "$3" "$out/$2" "$pictures/$1"
        if [ "$(wc -c <"$file")" -lt "$most" ]; then
            echo "$file: page $3 of $2 at $resolution dpi, $(wc -c <"$file") bytes"
            return
        fi
    done
    echo "$file is larger than $most bytes even at $resolution dpi" >&2
    return 1
}

picture page paper-A.pdf 2
picture key key.pdf 1
picture solutions solutions-A.pdf 1
