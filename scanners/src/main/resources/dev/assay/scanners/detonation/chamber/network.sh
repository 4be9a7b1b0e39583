# Runs first in the network namespace of a chamber: makes every address a local one and sends what is
# for others than the chamber itself to the sinkhole. Nothing starts unless that has been read back.
# Arguments: the port for TCP, for names, for other datagrams, then the command.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
tcp=$1 names=$2 datagrams=$3
shift 3

refuse() {
    printf 'assay-chamber: %s\n' "$1" >&2
    exit 97
}

rules() {
    printf '%s\n' '*nat' \
        "-A OUTPUT -p udp --dport 53 -j REDIRECT --to-ports $names" \
        "-A OUTPUT -p tcp ! -d $1 -j REDIRECT --to-ports $tcp" \
        "-A OUTPUT -p udp ! -d $1 -j REDIRECT --to-ports $datagrams" \
        COMMIT
}

ip link set lo up
ip -4 route add local default dev lo
# Of the loopback addresses only those that programs listen on among themselves: the sinkhole has
# names lead to others of them, each to one of its own.
rules 127.0.0.0/16 | iptables-restore || refuse "iptables cannot redirect in a network namespace here"
if [ -e /proc/net/if_inet6 ]; then
    ip -6 route add local default dev lo
    rules ::1/128 | ip6tables-restore || refuse "ip6tables cannot redirect in a network namespace here"
fi

while read -r name _; do
    case $name in
    Inter-* | face* | lo:*) ;;
    *) refuse "the network namespace has the interface $name" ;;
    esac
done </proc/net/dev
[ -z "$(ip -4 route show table main)" ] || refuse "the network namespace has a route out"

exec unshare --user --map-user=1000 --map-group=1000 -- setpriv --no-new-privs -- "$@"
