#!/bin/sh
# Writes the two lock files anew from pyproject.toml, for every supported Python and platform, with hashes.
# Needs `uv` on the PATH (pip install uv); nothing that installs the project does.
set -eu

cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    echo "setuptools>=80" | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
        --no-emit-index-url --no-header --no-annotate --output-file "$out" "$@" pyproject.toml -
}
lock requirements.lock
lock requirements-dev.lock --extra dev --constraint requirements.lock
