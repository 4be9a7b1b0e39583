package mail;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.regex.Pattern;

/** A server over standard streams that knows nothing but Java's own library. */
public final class MailServer {

    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\\s*\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"protocolVersion\":\\s*\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"text\":\\s*\"([^\"]*)\"");

    private MailServer() {}

    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var id = found(ID, line);
            if (!id.isEmpty()) {
                System.out.println(
                        "{\"jsonrpc\": \"2.0\", \"id\": " + id + ", " + answer(line) + "}");
            }
        }
    }

    private static String answer(String line) throws Exception {
        return switch (found(METHOD, line)) {
            case "initialize" ->
                    "\"result\": {\"protocolVersion\": \""
                            + found(VERSION, line)
                            + "\", \"capabilities\": {\"tools\": {}}, \"serverInfo\": {\"name\":"
                            + " \"java-mail\", \"version\": \"1.0.0\"}}";
            case "tools/list" ->
                    "\"result\": {\"tools\": [{\"name\": \"send_mail\", \"description\": \"Sends\","
                            + " \"inputSchema\": {\"type\": \"object\", \"properties\": {\"text\":"
                            + " {\"type\": \"string\"}}, \"required\": [\"text\"]}}]}";
            case "tools/call" -> {
                Sender.send(found(TEXT, line));
                yield "\"result\": {\"content\": [{\"type\": \"text\", \"text\": \"sent\"}]}";
            }
            default -> "\"error\": {\"code\": -32601, \"message\": \"no such method\"}";
        };
    }

    private static String found(Pattern pattern, String line) {
        var found = pattern.matcher(line);
        return found.find() ? found.group(1) : "";
    }
}
