# Sourced by the scripts in the root: finds a JDK without starting one.

ASSAY_JDK=25

# Prints the major version told by the release file of the JDK in $1, or nothing where that is no JDK.
jdk_version() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the home of a JDK that is new enough: the one asked for, the one on the PATH, else the newest on the machine.
find_jdk() {
    on_path=$(command -v javac || command -v java || true)
    if [ -n "$on_path" ]; then
        on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    fi
    for home in "${ASSAY_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path"; do
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge "$ASSAY_JDK" ]; then
            printf '%s\n' "$home"
            return
        fi
    done
    newest=0
    found=
    for home in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge "$ASSAY_JDK" ] && [ "$version" -gt "$newest" ]; then
            newest=$version
            found=$home
        fi
    done
    [ -n "$found" ] && printf '%s\n' "$found"
}
