package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The first sentences of servers of other protocols, as far as they are plain: enough for a client
 * to say who it is and what it wants. Known by the port, since such servers speak first.
 */
enum Talk {
    FTP("220 ready\r\n") {
        @Override
        String answer(String said) {
            return eachLine(said, Talk::ftp);
        }
    },
    SSH("SSH-2.0-OpenSSH_9.6\r\n") {
        @Override
        String answer(String said) {
            return "";
        }
    },
    POP3("+OK ready\r\n") {
        @Override
        String answer(String said) {
            return eachLine(said, line -> "+OK\r\n");
        }
    },
    IMAP("* OK [CAPABILITY IMAP4rev1] ready\r\n") {
        @Override
        String answer(String said) {
            return eachLine(said, line -> line.split(" ", 2)[0] + " OK done\r\n");
        }
    },
    MYSQL(mysqlGreeting()) {
        @Override
        String answer(String said) {
            // OK, behind the number of the packet that is answered.
            var number = said.length() > 3 ? (char) (said.charAt(3) + 1 & 0xff) : 1;
            return "\u0007\0\0" + number + "\0\0\0\u0002\0\0\0";
        }
    },
    POSTGRES("") {
        @Override
        String answer(String said) {
            return postgres(said);
        }
    },
    REDIS("") {
        @Override
        String answer(String said) {
            var answers = new StringBuilder();
            for (var at = said.indexOf('*'); at >= 0; at = said.indexOf("\n*", at) + 1) {
                answers.append("+OK\r\n");
                if (said.indexOf("\n*", at) < 0) {
                    break;
                }
            }
            return answers.toString();
        }
    };

    private interface Answering {
        String to(String line);
    }

    /** What one sentence of a client is answered with at most. */
    private static final int MOST_LINES = 100;

    /** In Latin-1, as are all sentences here. */
    private final String greeting;

    Talk(String greeting) {
        this.greeting = greeting;
    }

    /** Null where nothing is known of the port. */
    static @Nullable Talk on(int port) {
        return switch (port) {
            case 21, 2121 -> FTP;
            case 22, 2222 -> SSH;
            case 110, 995 -> POP3;
            case 143, 993 -> IMAP;
            case 3306, 33060 -> MYSQL;
            case 5432, 5433 -> POSTGRES;
            case 6379, 6380 -> REDIS;
            default -> null;
        };
    }

    /** Whether mail is taken on this port. */
    static boolean isMail(int port) {
        return port == 25 || port == 465 || port == 587 || port == 2525;
    }

    byte[] greeting() {
        return greeting.getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] answer(byte[] said) {
        return answer(new String(said, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    abstract String answer(String said);

    private static String eachLine(String said, Answering answering) {
        var answers = new StringBuilder();
        said.lines().limit(MOST_LINES).forEach(line -> answers.append(answering.to(line)));
        return answers.toString();
    }

    private static String ftp(String line) {
        return switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "USER" -> "331 Password\r\n";
            case "PASS" -> "230 Logged in\r\n";
            case "SYST" -> "215 UNIX Type: L8\r\n";
            case "PWD" -> "257 \"/\"\r\n";
            case "FEAT" -> "211 End\r\n";
            case "EPSV" -> "229 Entering (|||40021|)\r\n";
            case "PASV" -> "227 Entering (127,0,0,1,156,85)\r\n";
            case "STOR", "APPE", "LIST", "NLST" -> "150 Ok\r\n226 Done\r\n";
            case "RETR", "SIZE" -> "550 Not there\r\n";
            case "QUIT" -> "221 Bye\r\n";
            default -> "200 Ok\r\n";
        };
    }

    /** Protocol 10, with the password's hash asked for. */
    private static String mysqlGreeting() {
        var body = new ByteArrayOutputStream();
        body.write(10);
        body.writeBytes("8.0.36\0".getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(new byte[] {1, 0, 0, 0});
        body.writeBytes("abcdefgh\0".getBytes(StandardCharsets.ISO_8859_1));
        // Capabilities: 4.1 protocol, secure connection, plugins, a database; UTF-8; autocommit.
        body.writeBytes(new byte[] {(byte) 0x0b, (byte) 0xa2, 45, 2, 0, 8, 0, 21});
        body.writeBytes(new byte[10]);
        body.writeBytes(
                "ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.ISO_8859_1));
        return (char) body.size() + "\0\0\0" + body.toString(StandardCharsets.ISO_8859_1);
    }

    private static String postgres(String said) {
        if (said.isEmpty()) {
            return "";
        }
        var ready = "Z\0\0\0\u0005I";
        return switch (said.charAt(0)) {
            // The first message has no letter, but its length, which is short.
            case 0 -> {
                var isTls = said.startsWith("\0\0\0\u0008\u0004\u00d2\u0016");
                // Else the password, in clear.
                yield isTls ? "N" : "R\0\0\0\u0008\0\0\0\u0003";
            }
            case 'p' -> "R\0\0\0\u0008\0\0\0\0" + ready;
            case 'Q', 'S' -> "C\0\0\0\rSELECT 0\0" + ready;
            default -> "";
        };
    }
}
