package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/**
 * What the engine knows of Python's library beyond what its front end turns into idioms of
 * JavaScript. Paths of Python's modules begin with {@code m:py:}; {@code m:pylib:} is what the
 * front end says instead of several functions that do the same.
 */
final class PythonLibrary {

    static final String SCHEME = "py:";

    /** The front end's own names. */
    private static final String IDIOMS = "pylib:";

    private static final Map<String, String> CODE =
            Map.ofEntries(
                    Map.entry("m:py:builtins.exec", "exec"),
                    Map.entry("m:py:builtins.eval", "eval"),
                    Map.entry("m:py:builtins.compile", "compile"),
                    Map.entry("m:py:pickle.loads", "pickle.loads"),
                    Map.entry("m:py:pickle.load", "pickle.load"),
                    Map.entry("m:py:pickle.Unpickler{}", "pickle.Unpickler"),
                    Map.entry("m:py:_pickle.loads", "pickle.loads"),
                    Map.entry("m:py:cloudpickle.loads", "cloudpickle.loads"),
                    Map.entry("m:py:cloudpickle.load", "cloudpickle.load"),
                    Map.entry("m:py:dill.loads", "dill.loads"),
                    Map.entry("m:py:dill.load", "dill.load"),
                    Map.entry("m:py:joblib.load", "joblib.load"),
                    Map.entry("m:py:shelve.open", "shelve.open"),
                    Map.entry("m:py:marshal.loads", "marshal.loads"),
                    Map.entry("m:py:marshal.load", "marshal.load"),
                    Map.entry("m:py:yaml.load", "yaml.load"),
                    Map.entry("m:py:yaml.unsafe_load", "yaml.unsafe_load"),
                    Map.entry("m:py:yaml.full_load", "yaml.full_load"),
                    Map.entry("m:py:types.FunctionType{}", "types.FunctionType"),
                    Map.entry("m:py:types.CodeType{}", "types.CodeType"),
                    Map.entry("m:py:runpy.run_path", "runpy.run_path"),
                    Map.entry("m:py:runpy.run_module", "runpy.run_module"),
                    Map.entry("m:py:code.InteractiveInterpreter{}", "code.InteractiveInterpreter"),
                    Map.entry("m:py:sys.settrace", "sys.settrace"));

    private static final Set<String> NATIVE =
            Set.of(
                    "m:py:ctypes.CDLL{}",
                    "m:py:ctypes.PyDLL{}",
                    "m:py:ctypes.WinDLL{}",
                    "m:py:ctypes.OleDLL{}",
                    "m:py:ctypes.cdll.LoadLibrary",
                    "m:py:ctypes.windll.LoadLibrary",
                    "m:py:ctypes.util.find_library",
                    "m:py:cffi.FFI{}.dlopen");

    /** As {@code ProcessFacts} writes its own: a trailing {@code $} takes a whole command line. */
    private static final Map<String, String> PROCESSES =
            Map.ofEntries(
                    Map.entry("m:py:subprocess.run", "subprocess.run"),
                    Map.entry("m:py:subprocess.call", "subprocess.call"),
                    Map.entry("m:py:subprocess.check_call", "subprocess.check_call"),
                    Map.entry("m:py:subprocess.check_output", "subprocess.check_output"),
                    Map.entry("m:py:subprocess.Popen", "subprocess.Popen"),
                    Map.entry("m:py:subprocess.Popen{}", "subprocess.Popen"),
                    Map.entry("m:py:subprocess.getoutput", "subprocess.getoutput$"),
                    Map.entry("m:py:subprocess.getstatusoutput", "subprocess.getstatusoutput$"),
                    Map.entry("m:py:os.system", "os.system$"),
                    Map.entry("m:py:os.popen", "os.popen$"),
                    Map.entry("m:py:os.startfile", "os.startfile"),
                    Map.entry("m:py:os.fork", "os.fork"),
                    Map.entry("m:py:pty.spawn", "pty.spawn"),
                    Map.entry("m:py:pexpect.spawn", "pexpect.spawn$"),
                    Map.entry("m:py:pexpect.run", "pexpect.run$"),
                    Map.entry(
                            "m:py:asyncio.create_subprocess_exec",
                            "asyncio.create_subprocess_exec"),
                    Map.entry(
                            "m:py:asyncio.create_subprocess_shell",
                            "asyncio.create_subprocess_shell$"),
                    Map.entry("m:py:multiprocessing.Process{}", "multiprocessing.Process"));

    /** Modules that Python brings along; what is not among them somebody else has published. */
    private static final Set<String> STANDARD = standard();

    private PythonLibrary() {}

    /** What code that is made of data is called in reports, or null. */
    static @Nullable String code(String path) {
        return CODE.get(path);
    }

    static boolean loadsNative(String path) {
        return NATIVE.contains(path);
    }

    /** What starting a process is called in reports, or null. */
    static @Nullable String process(String path) {
        if (path.startsWith("m:pylib:process.")) {
            return path.substring("m:pylib:process.".length());
        }
        var known = PROCESSES.get(path);
        return known == null && startsProgram(path) ? path.substring("m:py:".length()) : known;
    }

    /** {@code os.execv}, {@code os.execlpe}, {@code os.spawnvp}, {@code os.posix_spawn}. */
    private static boolean startsProgram(String path) {
        return path.startsWith("m:py:os.exec")
                || path.startsWith("m:py:os.spawn")
                || path.startsWith("m:py:os.posix_spawn");
    }

    /** The name of a server that the front end says a call opens a port for, or null. */
    static @Nullable String listener(String path) {
        var prefix = "m:pylib:listener.";
        if (path.startsWith(prefix) && path.endsWith(".serve")) {
            return path.substring(prefix.length(), path.length() - ".serve".length());
        }
        return path.equals("m:py:socket.socket().bind") ? "socket" : null;
    }

    static boolean isBuiltIn(String name) {
        return name.startsWith(IDIOMS)
                || name.startsWith(SCHEME) && isStandard(name.substring(SCHEME.length()));
    }

    /** A package's name as people know it. */
    static String plain(String root) {
        return root.startsWith(SCHEME) ? root.substring(SCHEME.length()) : root;
    }

    /** Whether Python itself provides a module. */
    static boolean isStandard(String module) {
        var dot = module.indexOf('.');
        return STANDARD.contains(dot < 0 ? module : module.substring(0, dot));
    }

    /** The name of the package that a specifier means, or null for relative ones and Python's. */
    static @Nullable String packageOf(String specifier) {
        var module = specifier.substring(SCHEME.length());
        if (module.isEmpty() || module.startsWith(".") || isStandard(module)) {
            return null;
        }
        var dot = module.indexOf('.');
        return SCHEME + (dot < 0 ? module : module.substring(0, dot));
    }

    private static Set<String> standard() {
        return Set.of(
                """
                __future__ _ctypes _io _pickle _socket _thread abc aifc antigravity argparse
                array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect
                builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
                collections colorsys compileall concurrent configparser contextlib contextvars
                copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib
                dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl
                filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt
                getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib
                imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3
                linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
                modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
                nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle
                pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint
                profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri
                random re readline reprlib resource rlcompleter runpy sched secrets select
                selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket
                socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
                statistics string stringprep struct subprocess sunau symtable sys sysconfig
                syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time
                timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle
                turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave
                weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile
                zipimport zlib zoneinfo
                """
                        .strip()
                        .split("\\s+"));
    }
}
