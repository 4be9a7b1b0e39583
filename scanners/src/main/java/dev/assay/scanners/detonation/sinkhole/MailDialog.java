package dev.assay.scanners.detonation.sinkhole;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The server's side of SMTP (RFC 5321): agrees to every login, sender and recipient, and takes the
 * mail. It is fed bytes as they come, and knows nothing of where they come from.
 */
final class MailDialog {

    /** What the dialog asks of whoever holds the connection. */
    interface Side {

        void reply(String lines);

        /** What comes after this reply is encrypted. */
        void startTls();

        void content(byte[] bytes, int from, int length);

        /** A mail, the content of which was given before. */
        void mail(
                String hello,
                List<String> login,
                String from,
                List<String> recipients,
                boolean whole);

        void close();
    }

    private enum State {
        COMMAND,
        USER,
        PASSWORD,
        CREDENTIALS,
        CONTENT,
        OVER
    }

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_RECIPIENTS = 1_000;
    private static final int MOST_MISTAKES = 20;

    private final Side side;
    private final String host;
    private final boolean encrypted;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> login = new ArrayList<>();
    private final List<String> recipients = new ArrayList<>();
    private State state = State.COMMAND;
    private String method = "";
    private String hello = "";
    private String from = "";
    private boolean lineGoesOn;
    private boolean untold;
    private int mistakes;

    /**
     * @param host what the server calls itself
     * @param encrypted whether TLS is there already, and not offered
     */
    MailDialog(Side side, String host, boolean encrypted) {
        this.side = side;
        this.host = host.replaceAll("[^A-Za-z0-9.:_-]", "");
        this.encrypted = encrypted;
    }

    void greet() {
        side.reply("220 " + host + " ESMTP ready\r\n");
    }

    void take(byte[] bytes) {
        for (var part : bytes) {
            if (state == State.OVER) {
                return;
            }
            line.write(part);
            if (part == '\n' || line.size() >= LONGEST_LINE) {
                var piece = line.toByteArray();
                line.reset();
                if (state == State.CONTENT) {
                    content(piece);
                } else {
                    command(piece);
                }
                lineGoesOn = part != '\n';
            }
        }
    }

    /** The connection is over; what was not told yet is told now. */
    void end() {
        if (state == State.CONTENT && line.size() > 0) {
            side.content(line.toByteArray(), 0, line.size());
        }
        state = State.OVER;
        tell(false);
    }

    private void content(byte[] piece) {
        var length = piece.length;
        if (!lineGoesOn && piece[0] == '.') {
            if (length == 2 || length == 3 && piece[1] == '\r') {
                state = State.COMMAND;
                untold = true;
                tell(true);
                from = "";
                recipients.clear();
                side.reply("250 2.0.0 Ok: queued\r\n");
                return;
            }
            side.content(piece, 1, length - 1);
        } else {
            side.content(piece, 0, length);
        }
    }

    private void tell(boolean whole) {
        if (untold) {
            untold = false;
            side.mail(hello, List.copyOf(login), from, List.copyOf(recipients), whole);
        }
    }

    /** Another mail begins. A login alone is told with what follows it. */
    private void abandon() {
        if (!from.isEmpty() || !recipients.isEmpty()) {
            tell(false);
        }
        recipients.clear();
    }

    private void command(byte[] piece) {
        // The rest of a line that was too long, the start of which has been answered.
        if (lineGoesOn) {
            return;
        }
        var text = new String(piece, StandardCharsets.UTF_8).strip();
        switch (state) {
            case USER -> {
                login.add(decoded(text));
                state = State.PASSWORD;
                side.reply("334 UGFzc3dvcmQ6\r\n");
            }
            case PASSWORD -> {
                login.add(decoded(text));
                loggedIn();
            }
            case CREDENTIALS -> {
                credentials(text);
                loggedIn();
            }
            default -> verb(text);
        }
    }

    private void verb(String text) {
        var space = text.indexOf(' ');
        var verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        var rest = space < 0 ? "" : text.substring(space + 1).strip();
        switch (verb) {
            case "EHLO" -> {
                hello = rest;
                side.reply(
                        "250-%s\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n%s250 AUTH PLAIN LOGIN XOAUTH2\r\n"
                                .formatted(host, encrypted ? "" : "250-STARTTLS\r\n"));
            }
            case "HELO" -> {
                hello = rest;
                side.reply("250 " + host + "\r\n");
            }
            case "AUTH" -> auth(rest);
            case "MAIL" -> {
                abandon();
                from = address(rest);
                untold = true;
                side.reply("250 2.1.0 Ok\r\n");
            }
            case "RCPT" -> {
                untold = true;
                if (recipients.size() < MOST_RECIPIENTS) {
                    recipients.add(address(rest));
                    side.reply("250 2.1.5 Ok\r\n");
                } else {
                    side.reply("452 4.5.3 Too many recipients\r\n");
                }
            }
            case "DATA" -> {
                state = State.CONTENT;
                side.reply("354 End data with <CR><LF>.<CR><LF>\r\n");
            }
            case "STARTTLS" -> {
                if (encrypted) {
                    side.reply("503 5.5.1 TLS is there already\r\n");
                } else {
                    side.reply("220 2.0.0 Ready to start TLS\r\n");
                    state = State.OVER;
                    side.startTls();
                }
            }
            case "QUIT" -> {
                side.reply("221 2.0.0 Bye\r\n");
                end();
                side.close();
            }
            case "RSET" -> {
                abandon();
                from = "";
                side.reply("250 2.0.0 Ok\r\n");
            }
            case "NOOP", "VRFY", "HELP" -> side.reply("250 2.0.0 Ok\r\n");
            default -> {
                side.reply("500 5.5.2 Unknown command\r\n");
                if (++mistakes >= MOST_MISTAKES) {
                    end();
                    side.close();
                }
            }
        }
    }

    private void auth(String rest) {
        var space = rest.indexOf(' ');
        method = (space < 0 ? rest : rest.substring(0, space)).toUpperCase(Locale.ROOT);
        var first = space < 0 ? "" : rest.substring(space + 1).strip();
        untold = true;
        login.clear();
        login.add(method);
        if (method.equals("LOGIN")) {
            if (first.isEmpty()) {
                state = State.USER;
                side.reply("334 VXNlcm5hbWU6\r\n");
            } else {
                login.add(decoded(first));
                state = State.PASSWORD;
                side.reply("334 UGFzc3dvcmQ6\r\n");
            }
        } else if (first.isEmpty()) {
            state = State.CREDENTIALS;
            side.reply("334 \r\n");
        } else {
            credentials(first);
            loggedIn();
        }
    }

    /** Names and password, between zeros (RFC 4616). */
    private void credentials(String text) {
        for (var part : decoded(text).split("\0", 4)) {
            if (!part.isEmpty()) {
                login.add(part);
            }
        }
    }

    private void loggedIn() {
        state = State.COMMAND;
        side.reply("235 2.7.0 Authentication successful\r\n");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    /** What is between the angles, or behind the colon where there are none. */
    private static String address(String rest) {
        var open = rest.indexOf('<');
        var close = rest.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            return rest.substring(open + 1, close);
        }
        return rest.substring(rest.indexOf(':') + 1).strip();
    }
}
