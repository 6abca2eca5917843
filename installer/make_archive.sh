#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make_archive.sh [--libtorch DIR] [--output DIR] [--build DIR]: an archive of the programs with a libtorch
# beside them, that runs from any folder. --libtorch names the unpacked official archive, as for CUDA; without
# it Debian's libtorch is taken. All other libraries come from Debian 12; the archive lists their packages.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$source/installer/archive_parts.sh"
libtorch="" output=$PWD build=$source/build/archive
while [ $# -gt 0 ]; do
    case "$1" in
        --libtorch) libtorch=$(cd "$2" && pwd) ;;
        --output) mkdir -p "$2" && output=$(cd "$2" && pwd) ;;
        --build) mkdir -p "$2" && build=$(cd "$2" && pwd) ;;
        *) echo "make_archive.sh: $1 is no option. Use --libtorch DIR, --output DIR or --build DIR." >&2; exit 2 ;;
    esac
    shift 2
done
if [ -n "$libtorch" ] && [ ! -f "$libtorch/share/cmake/Torch/TorchConfig.cmake" ]; then
    echo "make_archive.sh: $libtorch holds no share/cmake/Torch. Name the folder that libtorch's zip unpacks to." >&2
    exit 2
fi

# RPATH instead of RUNPATH for the module: it holds for libtorch's own libraries too, and LD_LIBRARY_PATH of
# another libtorch does not come before it.
# --fresh: a folder that was configured for another libtorch would go on with that one.
cmake --fresh -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DALPHASCOPE_LIBRARY_FOLDER=lib \
    -DCMAKE_MODULE_LINKER_FLAGS=-Wl,--disable-new-dtags "-DCMAKE_PREFIX_PATH=$libtorch" >"$build.log" ||
    { cat "$build.log" >&2; exit 1; }
cmake --build "$build" --target alphascope alphascope_cli alphascope_training icons pages

work=$(mktemp -d -t alphascope-archive-XXXXXX)
trap 'rm -rf "$work"' EXIT
name=alphascope-$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")-linux-$(uname -m)
stage=$work/$name
cmake --install "$build" --prefix "$stage" --strip >/dev/null
copy_libtorch "$build" "$stage/lib"
system_packages "$stage" >"$stage/packages.txt"
cat >"$stage/README.txt" <<TEXT
Alphascope with libtorch beside it, for Debian 12. It runs from any folder:

    sudo apt-get install \$(cat packages.txt)
    bin/alphascope              the window
    bin/alphascope-cli doctor   which libtorch, BLAS and devices it finds

A GPU needs NVIDIA's driver for the CUDA of this libtorch.
TEXT

suffix=tar.gz compress=gzip
if command -v zstd >/dev/null; then suffix=tar.zst compress="zstd -T0 -q"; fi
tar -C "$work" --owner=0 --group=0 -I "$compress" -cf "$output/$name.$suffix" "$name"
mkdir "$work/elsewhere"
tar -C "$work/elsewhere" -I "$compress" -xf "$output/$name.$suffix"
mv "$stage" "$stage.moved"  # nothing is to be found where it was put together
check_archive "$work/elsewhere/$name"
echo "$output/$name.$suffix"
