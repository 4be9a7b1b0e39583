# Runs as root at the top of a chamber, and goes on as a user that owns nothing on the host.
# Arguments: the user's number, then the command.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
user=$1
shift
# Bubblewrap's own would have parts covered, and then the kernel grants no cell a /proc of its own.
mount -t proc -o nosuid,nodev,noexec proc /proc
exec setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=-all --ambient-caps=-all \
    --bounding-set=-all --no-new-privs -- "$@"
