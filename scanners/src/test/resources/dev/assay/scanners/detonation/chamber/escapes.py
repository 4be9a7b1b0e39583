"""Tries to get out of a cell, one try for each start: escapes.py NAME KEY=VALUE...

Prints "held", "OUT" or "not tried" and what was seen. A try that ends itself or its cell has not got out.
"""
import ctypes, errno, glob, mmap, os, platform, resource, signal, socket, struct, subprocess, sys, time

GIVEN = dict(word.split("=", 1) for word in sys.argv[2:])
LIBC = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
NUMBERS = {  # name: x86_64, aarch64
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "io_uring_setup": (425, 425),
    "mount": (165, 40), "umount2": (166, 39), "fsopen": (430, 430), "open_tree": (428, 428), "move_mount": (429, 429),
    "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "clone3": (435, 435),
    "bpf": (321, 280), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "userfaultfd": (323, 282), "init_module": (175, 105),
    "finit_module": (313, 273), "kexec_load": (246, 104), "reboot": (169, 142), "clock_settime": (227, 112),
    "settimeofday": (164, 170), "syslog": (103, 116), "personality": (135, 92), "capset": (126, 91), "acct": (163, 89),
    "swapon": (167, 224), "quotactl": (179, 60), "vhangup": (153, 58), "pidfd_getfd": (438, 438), "kcmp": (312, 272),
    "memfd_secret": (447, 447), "sethostname": (170, 161), "fanotify_init": (300, 262),
}
TRIES = {}


class Held(Exception):
    pass


class NotTried(Exception):
    pass


def attempt(function):
    TRIES[function.__name__] = function
    return function


def call(name, *arguments):
    """A system call that must be refused, and not for its arguments alone."""
    result = LIBC.syscall(NUMBERS[name][0 if X86 else 1], *arguments)
    if result >= 0:
        return f"{name} gave {result}"
    code = ctypes.get_errno()
    if code not in (errno.EPERM, errno.ENOSYS, errno.EACCES):
        return f"{name} was looked at: {errno.errorcode.get(code, code)}"
    return None


def calls(*each):
    through = [said for said in (call(*one) for one in each) if said]
    return "; ".join(through) or None


def greeted(family, address):
    """Whoever answers with the greeting is the sinkhole inside; no answer at all is as good."""
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(3)
        s.connect(address)
        heard = s.recv(200).decode(errors="replace")
    if heard != GIVEN["greeting"]:
        return f"{address} answered {heard!r}"
    raise Held("answered by the sinkhole")


@attempt
def test_net():
    return greeted(socket.AF_INET, ("192.0.2.1", 443))

@attempt
def other_ports():
    return greeted(socket.AF_INET, ("203.0.113.9", 31337))

@attempt
def ipv6():
    return greeted(socket.AF_INET6, ("2001:db8::1", 443))

@attempt
def host_loopback():
    return greeted(socket.AF_INET, ("127.0.0.1", int(GIVEN["port"])))

@attempt
def host_loopback_v6():
    return greeted(socket.AF_INET6, ("::1", int(GIVEN["port"])))

@attempt
def host_loopback_other_address():
    return greeted(socket.AF_INET, ("127.8.8.8", int(GIVEN["port"])))

@attempt
def host_address():
    return greeted(socket.AF_INET, (GIVEN["address"], int(GIVEN["port"])))

@attempt
def abstract_socket():
    with socket.socket(socket.AF_UNIX) as s:
        s.connect("\0" + GIVEN["abstract"])
        return "connected"

@attempt
def named_socket():
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(GIVEN["socket"])
        return "connected"

@attempt
def raw_socket():
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
    return "opened"

@attempt
def packet_socket():
    socket.socket(17, socket.SOCK_RAW, 0)
    return "opened"

@attempt
def hypervisor_socket():
    socket.socket(40, socket.SOCK_STREAM)
    return "opened"

@attempt
def other_families():
    opened = []
    for family in (9, 29, 31, 32, 38, 41, 43, 44):
        try:
            socket.socket(family, socket.SOCK_RAW)
            opened.append(family)
        except OSError as e:
            if e.errno not in (errno.EAFNOSUPPORT, errno.EPERM):
                opened.append(family)
    return opened or None

@attempt
def routes():
    for words in (["link", "set", "lo", "down"], ["-4", "route", "del", "local", "default", "dev", "lo", "table", "local"], ["link", "add", "x", "type", "veth"]):
        if subprocess.run(["/usr/sbin/ip", *words], capture_output=True).returncode == 0:
            return " ".join(words)

@attempt
def firewall():
    if subprocess.run(["/usr/sbin/iptables", "-t", "nat", "-F"], capture_output=True).returncode == 0:
        return "flushed"

@attempt
def other_processes():
    seen = []
    for folder in glob.glob("/proc/[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                with open(f"{folder}/{name}", "rb") as f:
                    if GIVEN["mark"].encode() in f.read().replace(b"mark=" + GIVEN["mark"].encode(), b""):
                        seen.append(folder)
            except OSError:
                pass
    return seen or None

@attempt
def root_of_the_first_process():
    with open("/proc/1/root" + GIVEN["file"]) as f:
        return f.read()

@attempt
def folder_of_the_first_process():
    with open("/proc/1/cwd/../../.." + GIVEN["file"]) as f:
        return f.read()

@attempt
def kernel_settings():
    written = []
    for name in ("kernel/core_pattern", "kernel/hostname", "kernel/domainname", "vm/drop_caches", "net/ipv4/ip_forward", "user/max_user_namespaces", "kernel/modprobe"):
        try:
            with open("/proc/sys/" + name, "w") as f:
                f.write("1")
            written.append(name)
        except OSError:
            pass
    return written or None

@attempt
def kernel_memory():
    opened = []
    for name in ("/proc/kcore", "/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg", "/proc/kmsg", "/proc/1/mem"):
        try:
            with open(name, "rb") as f:
                if f.read(1):
                    opened.append(name)
        except OSError:
            pass
    return opened or None

@attempt
def magic_key():
    with open("/proc/sysrq-trigger", "w") as f:
        f.write("h")
    return "written"

@attempt
def control_groups():
    written = []
    for folder in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified"):
        try:
            os.mkdir(folder + "/escape")
            written.append(folder)
        except OSError:
            pass
    return written or None

@attempt
def signal_to_the_host():
    os.kill(int(GIVEN["victim"]), signal.SIGKILL)
    return "sent"

@attempt
def signal_to_all():
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass
    raise Held("whoever conducts judges this")

@attempt
def trace():
    return calls(("ptrace", 16, 1, 0, 0), ("ptrace", 0, 0, 0, 0), ("ptrace", 0x4206, 1, 0, 0))

@attempt
def memory_of_others():
    return calls(("process_vm_readv", 1, 0, 0, 0, 0, 0), ("process_vm_writev", 1, 0, 0, 0, 0, 0), ("pidfd_getfd", 0, 0, 0), ("kcmp", 1, 1, 0, 0, 0))

@attempt
def ring():
    return calls(("io_uring_setup", 8, ctypes.create_string_buffer(120)))

@attempt
def mounts():
    return calls(("mount", b"none", b"/tmp", b"tmpfs", 0, 0), ("umount2", b"/usr", 2), ("fsopen", b"tmpfs", 0), ("open_tree", -100, b"/", 1), ("move_mount", -100, b"/", -100, b"/", 0))

@attempt
def remount():
    return calls(("mount", b"none", b"/usr", 0, 4096 | 32, 0))

@attempt
def namespaces():
    return calls(("unshare", 0x10000000), ("unshare", 0x40000000), ("setns", 0, 0), ("clone3", 0, 0))

@attempt
def namespace_by_clone():
    result = LIBC.syscall(56 if X86 else 220, 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)
    if result == 0:
        os._exit(0)
    return f"child {result}" if result > 0 else None

@attempt
def namespace_of_the_first_process():
    handle = os.open("/proc/1/ns/net", os.O_RDONLY)
    return calls(("setns", handle, 0))

@attempt
def another_root():
    return calls(("chroot", b"/tmp"), ("pivot_root", b"/tmp", b"/tmp"))

@attempt
def programs_in_the_kernel():
    return calls(("bpf", 0, ctypes.create_string_buffer(128), 128))

@attempt
def keys():
    return calls(("keyctl", 0, -3, 1), ("add_key", b"user", b"x", b"y", 1, -3), ("request_key", b"user", b"x", 0, -3))

@attempt
def counters():
    return calls(("perf_event_open", ctypes.create_string_buffer(128), 0, -1, -1, 0))

@attempt
def file_handles():
    return calls(("name_to_handle_at", -100, b"/usr", 0, 0, 0), ("open_by_handle_at", -100, ctypes.create_string_buffer(128), 0))

@attempt
def page_faults():
    return calls(("userfaultfd", 0), ("memfd_secret", 0))

@attempt
def modules():
    return calls(("init_module", 0, 0, b""), ("finit_module", 0, b"", 0), ("kexec_load", 0, 0, 0, 0))

@attempt
def restart():
    return calls(("reboot", 0xfee1dead, 672274793, 0, 0))

@attempt
def clock():
    now = struct.pack("qq", int(time.time()), 0)
    return calls(("clock_settime", 0, now), ("settimeofday", now, 0))

@attempt
def machine_wide():
    return calls(("syslog", 3, ctypes.create_string_buffer(64), 64), ("acct", b"/tmp/x"), ("swapon", b"/tmp/x", 0), ("quotactl", 0, 0, 0, 0), ("vhangup",), ("personality", 0x0040000), ("sethostname", b"x", 1), ("fanotify_init", 0, 0))

@attempt
def second_table_of_calls():
    if not X86:
        raise NotTried("this processor has one table")
    result = LIBC.syscall(0x40000000 | 39)
    return f"process {result}" if result >= 0 else None

@attempt
def setuid_program():
    said = subprocess.run([GIVEN["setuid"], "-u"], capture_output=True, text=True)
    return f"became {said.stdout}" if said.stdout.strip() == "0" else None

@attempt
def become_root():
    os.setuid(0)
    return "became"

@attempt
def capabilities():
    header = struct.pack("Ii", 0x20080522, 0)
    return calls(("capset", header, struct.pack("IIIIII", 0xffffffff, 0xffffffff, 0, 0xffffffff, 0xffffffff, 0)))

@attempt
def host_file():
    with open(GIVEN["file"]) as f:
        return f.read()

@attempt
def symbolic_link():
    os.symlink(GIVEN["file"], "/home/u/link")
    with open("/home/u/link") as f:
        return f.read()

@attempt
def folders_above():
    with open("/home/u" + "/.." * 12 + GIVEN["file"]) as f:
        return f.read()

@attempt
def hard_link():
    os.link("/app/escapes.py", "/home/u/link-of-code")
    return "linked"

@attempt
def own_package():
    with open("/app/escapes.py", "a") as f:
        f.write("#")
    return "written"

@attempt
def own_package_by_mode():
    os.chmod("/app/escapes.py", 0o777)
    return "changed"

@attempt
def system_folders():
    written = []
    for folder in ("/", "/usr", "/usr/bin", "/etc", "/dev", "/proc", "/app", "/bin", "/home"):
        try:
            with open(folder + "/escape", "w"):
                written.append(folder)
        except OSError:
            pass
    return written or None

@attempt
def settings_files():
    written = []
    for name in ("/etc/passwd", "/etc/hosts", "/etc/resolv.conf"):
        try:
            with open(name, "a"):
                written.append(name)
        except OSError:
            pass
    return written or None

@attempt
def conductors_files():
    seen = [name for name in ("/assay", "/root", "/var/run/docker.sock", "/run", "/sys", "/etc/shadow", "/etc/hostname") if os.path.exists(name)]
    return seen or None

@attempt
def devices():
    made = []
    for name, mode, number in (("c", 0o020666, os.makedev(1, 1)), ("b", 0o060666, os.makedev(254, 0))):
        try:
            os.mknod("/home/u/" + name, mode, number)
            made.append(name)
        except OSError:
            pass
    return made or None

@attempt
def inherited_files():
    handles = {int(name) for name in os.listdir("/proc/self/fd")}
    more = {h: os.readlink(f"/proc/self/fd/{h}") for h in handles if h > 2 and os.path.exists(f"/proc/self/fd/{h}")}
    return more or None

@attempt
def typing():
    import fcntl
    import termios
    opened, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSTI, b"x")
    return "typed"

@attempt
def higher_limits():
    raised = []
    for name in ("NPROC", "NOFILE", "FSIZE", "DATA", "CPU", "CORE"):
        try:
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            raised.append(name)
        except (ValueError, OSError):
            pass
    return raised or None

@attempt
def core_dump():
    child = os.fork()
    if child == 0:
        os.chdir("/home/u")
        os.kill(os.getpid(), signal.SIGSEGV)
    _, status = os.waitpid(child, 0)
    return "dumped" if os.WCOREDUMP(status) else None

@attempt
def fork_bomb():
    read_back = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    if read_back > 4096:
        raise NotTried("no limit is in force")
    children = 0
    try:
        while children <= read_back:
            if os.fork() == 0:
                time.sleep(30)
                os._exit(0)
            children += 1
    except BlockingIOError:
        raise Held(f"refused after {children} of {read_back}")
    return f"{children} children"

@attempt
def thread_bomb():
    import threading
    read_back = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    threading.stack_size(65536)
    started = 0
    try:
        while started <= read_back:
            threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
            started += 1
    except RuntimeError:
        print(f"held\trefused after {started} of {read_back}", flush=True)
        os._exit(0)
    return f"{started} threads"

def fill(folder):
    total, number = 0, 0
    most = int(GIVEN["megabytes"]) << 20
    block = b"x" * (1 << 20)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        while total <= 2 * most:
            number += 1
            with open(f"{folder}/{number}", "wb", buffering=0) as f:
                try:
                    for _ in range(16):
                        total += f.write(block)
                except OSError as e:
                    if e.errno != errno.EFBIG:
                        raise
    except OSError as e:
        if e.errno == errno.ENOSPC and total <= most:
            raise Held(f"full after {total >> 20} MB")
        return f"{e} after {total >> 20} MB"
    return f"{total >> 20} MB"

@attempt
def fill_tmp():
    return fill("/tmp")

@attempt
def fill_shared_memory():
    return fill("/dev/shm")

@attempt
def fill_home():
    return fill("/home/u")

@attempt
def large_file():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open("/tmp/large", "wb") as f:
        f.truncate(1 << 40)
    return "made"

@attempt
def eat_memory():
    most = resource.getrlimit(resource.RLIMIT_DATA)[0]
    if most > 1 << 32:
        raise NotTried("no limit is in force")
    kept = []
    try:
        while len(kept) << 24 <= most:
            kept.append(mmap.mmap(-1, 1 << 24, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    except (MemoryError, OSError):
        raise Held(f"refused after {len(kept) << 4} MB of {most >> 20}")
    return f"{len(kept) << 4} MB"

@attempt
def eat_memory_together():
    if GIVEN["together"] == "no":
        raise NotTried("no control group holds memory here")
    children = []
    for _ in range(8):
        child = os.fork()
        if child == 0:
            kept = [bytearray(os.urandom(1 << 12) * 4096) for _ in range(10)]
            time.sleep(3)
            os._exit(len(kept) > 0 and 7)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    whole = sum(os.WIFEXITED(status) and os.WEXITSTATUS(status) == 7 for status in ended)
    if whole == len(children):
        return f"{whole} processes of 160 MB at once"
    raise Held(f"{len(children) - whole} of {len(children)} were ended")

@attempt
def eat_files():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if most > 65536:
        raise NotTried("no limit is in force")
    kept = []
    try:
        while len(kept) <= most:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError as e:
        raise Held(f"{errno.errorcode[e.errno]} after {len(kept)} of {most}")
    return f"{len(kept)} files"

@attempt
def burn():
    for _ in range(3):
        if os.fork() == 0:
            break
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    start = time.time()
    while time.time() - start < 20:
        pass
    return "burnt for 20 s"

@attempt
def outlive():
    """Whoever conducts looks later whether the file was written."""
    if os.fork() == 0:
        os.setsid()
        for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        if os.fork() == 0:
            for handle in (0, 1, 2):
                os.close(handle)
            time.sleep(2)
            with open("/home/u/outlived", "w") as f:
                f.write("x")
        os._exit(0)
    raise Held("whoever conducts judges this")


if __name__ == "__main__":
    if sys.argv[1] == "list":
        print("\n".join(TRIES))
        sys.exit(0)
    try:
        through = TRIES[sys.argv[1]]()
        print(f"OUT\t{through}" if through else "held\trefused")
    except NotTried as e:
        print(f"not tried\t{e}")
    except Held as e:
        print(f"held\t{e}")
    except Exception as e:
        print(f"held\t{type(e).__name__}: {e}")
