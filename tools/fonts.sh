#!/bin/sh
# Unpacks the packaged Bengali web fonts that bench typesets test pages in and training draws lines in:
# `tools/fonts.sh [FOLDER]` (build/fonts). WEIGHTS: which of each family, where there are such (400 700).
# Needs npm; versions are pinned. Debian's fonts come with `apt-get install fonts-noto-core fonts-beng-extra`.
set -eu

cd "$(dirname "$0")/.."
folder=${1:-build/fonts}
weights=${WEIGHTS:-400 700}
packages='hind-siliguri@5.3.0 atma@5.3.0 mina@5.3.0 galada@5.2.8 noto-sans-bengali@5.3.0
          noto-serif-bengali@5.3.0 tiro-bangla@5.3.0 anek-bangla@5.0.18 baloo-da-2@5.3.0 alkatra@5.2.8'

if ! command -v npm >/dev/null 2>&1; then
    printf '%s\n' 'Missing: npm. Install it (apt-get install npm) and run the same command again.' >&2
    exit 1
fi
mkdir -p "$folder"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for package in $packages; do
    name=${package%@*}
    [ -e "$folder/$name-bengali-400-normal.woff2" ] && continue
    npm pack --silent --pack-destination "$scratch" "@fontsource/$package" >/dev/null
    tar -xzf "$scratch"/fontsource-"$name"-*.tgz -C "$scratch"
    for subset in bengali latin; do
        for weight in $weights; do
            file="$name-$subset-$weight-normal.woff2"
            # fonts of one weight have no bold
            if [ -e "$scratch/package/files/$file" ]; then cp "$scratch/package/files/$file" "$folder/$file"; fi
        done
    done
    cp "$scratch/package/LICENSE" "$folder/$name.LICENSE"
    rm -rf "$scratch/package"
done
