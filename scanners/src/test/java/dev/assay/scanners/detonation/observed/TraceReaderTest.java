package dev.assay.scanners.detonation.observed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TraceReaderTest {

    @Test
    void a_program_is_told_with_its_arguments_and_one_that_is_not_there_is_not() {
        assertThat(
                        read(
                                "7 execve(\"/usr/bin/curl\", [\"curl\", \"-d\", \"a \\\"b\\\"\"], 0x7ffd /* 9 vars */) = 0",
                                "7 execve(\"/usr/local/bin/wget\", [\"wget\"], 0x1 /* 9 vars */) = -1 ENOENT (No such file or directory)"))
                .containsExactly(new Touched.Started(List.of("/usr/bin/curl", "-d", "a \"b\"")));
    }

    @Test
    void files_are_told_by_what_was_done_to_them() {
        assertThat(
                        read(
                                "7 openat(AT_FDCWD, \"/home/u/.ssh/id_rsa\", O_RDONLY|O_CLOEXEC) = 17",
                                "7 openat(AT_FDCWD, \"/home/u/.bashrc\", O_WRONLY|O_CREAT|O_APPEND, 0666) = 18",
                                "7 openat(AT_FDCWD, \"/home/u/.aws/credentials\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                                "7 unlink(\"/home/u/x\") = 0",
                                "7 rename(\"/tmp/a\", \"/home/u/.profile\") = 0"))
                .containsExactly(
                        new Touched.File("read", "/home/u/.ssh/id_rsa", true),
                        new Touched.File("write", "/home/u/.bashrc", true),
                        new Touched.File("read", "/home/u/.aws/credentials", false),
                        new Touched.File("delete", "/home/u/x", true),
                        new Touched.File("delete", "/tmp/a", true),
                        new Touched.File("write", "/home/u/.profile", true));
    }

    @Test
    void a_call_that_was_refused_is_told_of_each_program_and_one_that_was_not_is_not() {
        assertThat(
                        read(
                                "6 mount(\"a\", \"/a\", NULL, 0, NULL) = 0",
                                "6 unshare(CLONE_NEWCGROUP) = -1 EPERM (Operation not permitted)",
                                "6 execve(\"/usr/bin/node\", [\"node\"], 0x7ffd /* 9 vars */) = 0",
                                "6 unshare(CLONE_NEWUSER) = -1 EPERM (Operation not permitted)",
                                "6 unshare(CLONE_NEWUSER) = -1 EPERM (Operation not permitted)"))
                .containsExactly(
                        new Touched.Forbidden("unshare"),
                        new Touched.Started(List.of("/usr/bin/node")),
                        new Touched.Forbidden("unshare"));
    }

    @Test
    void a_call_that_was_interrupted_by_another_is_put_together() {
        assertThat(
                        read(
                                "7 openat(AT_FDCWD, \"/home/u/.netrc\", O_RDONLY <unfinished ...>",
                                "8 openat(AT_FDCWD, \"/home/u/.npmrc\", O_RDONLY) = 3",
                                "7 <... openat resumed>) = 17"))
                .containsExactly(
                        new Touched.File("read", "/home/u/.npmrc", true),
                        new Touched.File("read", "/home/u/.netrc", true));
    }

    @Test
    void who_waits_for_connections_is_told_by_address_and_a_chosen_port_by_a_star() {
        assertThat(
                        read(
                                "7 bind(21, {sa_family=AF_INET, sin_port=htons(3000), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0",
                                "7 listen(21, 511) = 0",
                                "7 bind(22, {sa_family=AF_INET6, sin6_port=htons(0), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0",
                                "7 listen(22, 511) = 0"))
                .containsExactly(
                        new Touched.Listening("0.0.0.0:3000"), new Touched.Listening("[::1]:*"));
    }

    @Test
    void a_forbidden_call_is_told_although_it_failed_and_noise_is_not() {
        assertThat(
                        read(
                                "7 ptrace(PTRACE_ATTACH, 1) = -1 EPERM (Operation not permitted)",
                                "7 --- SIGCHLD {si_signo=SIGCHLD} ---",
                                "7 +++ exited with 0 +++",
                                "\u0000 no line of a trace"))
                .containsExactly(new Touched.Forbidden("ptrace"));
    }

    private static List<Touched> read(String... lines) {
        return TraceReader.read(List.of(lines));
    }
}
