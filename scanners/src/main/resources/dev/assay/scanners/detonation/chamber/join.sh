# Runs first of all, on the host: joins the control groups, so that all that follows is in them.
# Arguments: folders of control groups, ended by --; then the command.
set -eu
ulimit -c 0
while [ "$1" != -- ]; do
    echo $$ >"$1/cgroup.procs" || exit 97
    shift
done
shift
exec "$@"
