# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by make_archive.sh.

# elf_files FOLDER: the programs and libraries in it.
elf_files() {
    find "$1/bin" "$1/lib" -type f -exec sh -c 'head -c4 "$1" | grep -q ELF && echo "$1"' _ {} \;
}

# copy_libtorch BUILD LIB: the libtorch that the module of BUILD is linked with. An unpacked official archive
# is copied whole, since libtorch loads some of its libraries by name; of a system's folder the parts of
# libtorch.
copy_libtorch() {
    local module=$1/lib/libalphascope_training.so folder library
    folder=$(ldd "$module" | sed -n 's/^\tlibtorch_cpu\.so[^ ]* => \(.*\)\/libtorch_cpu[^/]*$/\1/p')
    if [ -z "$folder" ]; then
        echo "make_archive.sh: the libtorch of $module is not found. Is its folder still there?" >&2
        return 1
    fi
    case "$folder" in
        /lib/* | /usr/lib/*)
            ldd "$module" | sed -n 's/^\tlib\(torch\|c10\)[^ ]* => \([^ ]*\) .*/\2/p' |
                while read -r library; do cp -L "$library" "$2/$(basename "$library")"; done ;;
        *) find "$folder" -maxdepth 1 -name '*.so*' -exec cp -a {} "$2/" \; ;;
    esac
}

# owner FILE: the Debian package that FILE belongs to; it may be known by its place before /usr was merged.
owner() {
    local real found
    real=$(readlink -f "$1")
    found=$(dpkg -S "$real" "${real#/usr}" 2>/dev/null | head -n 1 || true)  # one of the two is unknown
    if [ -z "$found" ]; then
        echo "make_archive.sh: $1 belongs to no package, so the archive cannot say where to get it." >&2
        return 1
    fi
    echo "${found%%:*}"
}

# system_packages STAGE: the packages with the libraries that the files in STAGE ask for and that are not in
# it, and those that are loaded by name; apt adds what these need. Fails where a library is found nowhere,
# but for libcuda, which comes with NVIDIA's driver.
system_packages() {
    local elf asked found missing
    mapfile -t elf < <(elf_files "$1")
    asked=$(readelf -d "${elf[@]}" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
        grep -v '^libcuda\.so' | grep -vxF -f <(ls "$1/lib") | sort -u)
    found=$(ldd "${elf[@]}" 2>/dev/null | sed -n 's/^\t\([^ ]*\) => \(\/[^ ]*\) .*/\1 \2/p' | sort -u)
    missing=$(comm -23 <(echo "$asked") <(cut -d' ' -f1 <<<"$found" | sort -u) | grep -v '^ld-linux' || true)
    if [ -n "$missing" ]; then
        echo "make_archive.sh: found nowhere: $missing" >&2
        return 1
    fi
    {
        join <(echo "$asked") <(echo "$found") | cut -d' ' -f2 | grep -vF "$1/" | while read -r file; do owner "$file"; done
        # update-alternatives chooses the BLAS; the window's platform plugin is loaded by name; GLUE is
        # downloaded over TLS.
        printf '%s\n' libopenblas0-openmp qt6-qpa-plugins fonts-dejavu-core ca-certificates
    } | sort -u
}

# check_archive FOLDER: starts what was unpacked there, and looks that libtorch is the one in it.
check_archive() {
    local found
    found=$(ldd "$1/lib/libalphascope_training.so" | sed -n 's/^\tlibtorch_cpu[^ ]* => \([^ ]*\) .*/\1/p')
    case "$(readlink -f "$found")" in
        "$(readlink -f "$1")"/*) ;;
        *) echo "make_archive.sh: the module takes libtorch from $found instead of the archive." >&2; return 1 ;;
    esac
    "$1/bin/alphascope-cli" doctor --db "$1/none.db"
    QT_QPA_PLATFORM=offscreen "$1/bin/alphascope" "$1/share/alphascope/experiments.db" --screenshot "$1/window.png"
    test -s "$1/window.png"
}
