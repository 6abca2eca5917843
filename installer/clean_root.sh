#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clean_root.sh [BUILD]: installs the package into a fresh Debian 12, with what apt adds to it, starts it
# there, purges it, and looks whether anything is left. Takes minutes and Debian's mirror; leaves with 77
# and a sentence where mmdebstrap or the mirror is absent.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(cd "${1:-$source/build/release}" && pwd)
mirror=${ALPHASCOPE_MIRROR:-http://deb.debian.org/debian}

skip() {
    echo "Skipped: $1" >&2
    exit 77
}
command -v mmdebstrap >/dev/null || skip "mmdebstrap is absent. Install it: apt-get install mmdebstrap"
python3 - "$mirror/dists/bookworm/Release" 2>/dev/null <<'PYTHON' || skip "no answer from $mirror"
import sys, urllib.request
urllib.request.urlopen(sys.argv[1], timeout=20).read(1)
PYTHON

work=$(mktemp -d -t alphascope-root-XXXXXX)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work" >"$work/cpack.log") ||
    { cat "$work/cpack.log" >&2; exit 1; }
mv "$work"/*.deb "$work/alphascope.deb"
cp "$source/tests/installer/tiny.study.toml" "$work"

# What happens inside the root.
cat >"$work/inside.sh" <<'INSIDE'
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/tmp/home QT_QPA_PLATFORM=offscreen
mkdir -p "$HOME"
everything() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run \
    -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log \) -prune -o -print | sort; }
packages() { dpkg-query -W -f '${Package}\n' | sort; }

everything >/tmp/files.before
packages >/tmp/packages.before
echo "== install"
apt-get install -y -qq --no-install-recommends /tmp/alphascope.deb >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }
echo "$(packages | comm -13 /tmp/packages.before - | wc -l) packages"
test -z "$(dpkg --verify alphascope)"
echo "== start"
alphascope-cli --version
alphascope-cli doctor
alphascope-cli run /tmp/tiny.study.toml --db /tmp/runs.db
alphascope --db /tmp/runs.db --screenshot /tmp/own.png
alphascope /usr/share/alphascope/experiments.db --screenshot /tmp/gallery.png
test -s /tmp/own.png && test -s /tmp/gallery.png
echo "== purge"
apt-get purge -y -qq alphascope >/dev/null 2>&1
left=$(find / -xdev \( -path /proc -o -path /sys -o -path /tmp \) -prune -o -iname '*alphascope*' -print)
test -z "$left" || { echo "Left behind: $left"; exit 1; }
! dpkg-query -W alphascope 2>/dev/null
apt-get autoremove -y -qq --purge >/dev/null 2>&1
packages | diff /tmp/packages.before - || { echo "Packages are left."; exit 1; }
everything | comm -13 /tmp/files.before - >/tmp/files.left
echo "left by other packages: $(wc -l </tmp/files.left) files"
sed 's/^/    /' /tmp/files.left
echo "clean"
INSIDE

# mmdebstrap mounts /proc and /dev for its hooks, as root or in a user namespace, and removes the root.
mmdebstrap --quiet --variant=minbase --format=null \
    --customize-hook="copy-in '$work/alphascope.deb' '$work/tiny.study.toml' '$work/inside.sh' /tmp" \
    --customize-hook="chroot \"\$1\" sh /tmp/inside.sh" \
    --customize-hook="copy-out /tmp/own.png /tmp/gallery.png '$work'" \
    bookworm /dev/null "$mirror"
[ -z "${ALPHASCOPE_PICTURES:-}" ] || cp "$work"/*.png "$ALPHASCOPE_PICTURES"
