#!/usr/bin/env bash
# Makes the pictures of the README and of docs/notes.md, docs/pictures/*.png, from the bundled UPSC mocks and a study note.
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
papersetter make question-banks/blueprints/upsc-mock-bilingual.toml --only papers -o "$out/bilingual"
papersetter revise 2024-03-07-nato-sweden -o "$out/sheet"
papersetter revise 2024-03-07-nato-sweden --form cards -o "$out/cards"

# picture NAME PDF PAGE: one page in grey, at the finest of four resolutions that stays below the limit.
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
picture bilingual bilingual/paper-A.pdf 9
picture revision-sheet sheet/revision-sheet.pdf 1
picture cards cards/flash-cards.pdf 1
