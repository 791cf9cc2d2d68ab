# Sourced by ./demo and ./check: installs Debian packages that are missing.

# packages_install LIST...: the packages named in the files, one a line.
packages_install() {
  local missing=() package as_root=()
  command -v dpkg-query >/dev/null || {
    echo "This is not Debian: the packages of $* must be there already." >&2
    return 0
  }
  for package in $(sed 's/#.*//' "$@"); do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null |
      grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "Not root and no sudo. Install first: ${missing[*]}" >&2
      return 77
    }
    as_root=(sudo)
  fi
  echo "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get -q update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install "${missing[@]}"
}
