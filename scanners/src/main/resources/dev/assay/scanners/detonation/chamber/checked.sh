# Runs last, before a program: reads back from the kernel what should hold for it.
# Arguments: what the file of limits must say, as words of name=value, ended by --; then the command.
set -eu

refuse() {
    printf 'assay-cell: %s\n' "$1" >&2
    exit 97
}

while read -r name value; do
    case $name in
    CapInh: | CapPrm: | CapEff: | CapAmb:)
        [ "$value" = 0000000000000000 ] || refuse "it still has capabilities ($name $value)"
        ;;
    NoNewPrivs:) [ "$value" = 1 ] || refuse "it could gain privileges" ;;
    Seccomp:) mode=$value ;;
    esac
done </proc/self/status

while [ "$1" != -- ]; do
    case $1 in
    seccomp=*) [ "${mode:-none}" = "${1#*=}" ] || refuse "no filter of system calls is in force" ;;
    *)
        held=
        while read -r line; do
            case $line in
            "Max ${1%%=*} "*)
                # Name, soft limit, hard limit, unit: both limits are wanted.
                rest=${line#"Max ${1%%=*} "}
                # shellcheck disable=SC2086
                held=$(set -- $rest && printf '%s %s' "$1" "$2")
                ;;
            esac
        done </proc/self/limits
        [ "$held" = "${1#*=} ${1#*=}" ] || refuse "the limit of ${1%%=*} is '$held', not ${1#*=}"
        ;;
    esac
    shift
done
shift
# Where memory runs out, the kernel ends the program first, and not what watches it.
printf 1000 >/proc/self/oom_score_adj 2>/dev/null || :
exec "$@"
