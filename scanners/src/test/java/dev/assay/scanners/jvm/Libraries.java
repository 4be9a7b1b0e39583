package dev.assay.scanners.jvm;

import java.util.Map;
import java.util.TreeMap;

/** As much of libraries as sources have to be compiled against; none of it gets into a jar. */
final class Libraries {

    static final Map<String, String> SOURCES = new TreeMap<>();

    static {
        add("jakarta.mail", "public class Address {}");
        add("jakarta.mail", "public class Session {}");
        add(
                "jakarta.mail",
                "public class Transport { public static void send(Message message) {} }");
        add(
                "jakarta.mail",
                "public class Message { public static class RecipientType { public static final RecipientType TO = null, CC = null, BCC = null; }"
                        + " public void addRecipient(RecipientType type, Address address) {} public void setRecipients(RecipientType type, Address[] all) {}"
                        + " public void setSubject(String text) {} public void setText(String text) {} }");
        add(
                "jakarta.mail.internet",
                "public class InternetAddress extends jakarta.mail.Address { public InternetAddress(String text) {} public static InternetAddress[] parse(String text) { return null; } }");
        add(
                "jakarta.mail.internet",
                "public class MimeMessage extends jakarta.mail.Message { public MimeMessage(jakarta.mail.Session session) {} public void addRecipients(RecipientType type, String all) {} public void setHeader(String name, String value) {} }");
        add(
                "org.springframework.mail",
                "public class SimpleMailMessage { public void setTo(String to) {} public void setBcc(String... bcc) {} public void setCc(String cc) {} public void setText(String text) {} }");
        add(
                "org.springframework.mail.javamail",
                "public interface JavaMailSender { void send(org.springframework.mail.SimpleMailMessage message); void send(jakarta.mail.internet.MimeMessage message); }");
        add(
                "org.springframework.mail.javamail",
                "public class MimeMessageHelper { public MimeMessageHelper(jakarta.mail.internet.MimeMessage message) {} public void addBcc(String bcc) {} public void setTo(String to) {} }");
        add(
                "org.springframework.web.client",
                "public interface RestClient { static RestClient create(String base) { return null; } Spec post(); interface Spec { Spec uri(String uri, Object... values); Spec header(String name, String... values); Spec body(Object body); Response retrieve(); } interface Response { <T> T body(Class<T> type); } }");
        add(
                "org.springframework.web.client",
                "public class RestTemplate { public <T> T postForObject(String url, Object body, Class<T> type, Object... values) { return null; } }");
        add(
                "okhttp3",
                "public class OkHttpClient { public Call newCall(Request request) { return null; } }");
        add("okhttp3", "public interface Call { Object execute(); }");
        add(
                "okhttp3",
                "public class RequestBody { public static RequestBody create(String text, Object type) { return null; } }");
        add(
                "okhttp3",
                "public class Request { public static class Builder { public Builder url(String url) { return this; } public Builder post(RequestBody body) { return this; } public Request build() { return null; } } }");
        add(
                "com.fasterxml.jackson.databind",
                "public class ObjectMapper { public com.fasterxml.jackson.databind.node.ObjectNode createObjectNode() { return null; } public String writeValueAsString(Object value) { return null; } }");
        add(
                "com.fasterxml.jackson.databind.node",
                "public class ObjectNode { public ObjectNode put(String name, String value) { return this; } }");
        add(
                "org.springframework.ai.tool.annotation",
                "import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface Tool { String name() default \"\"; String description() default \"\"; }");
        add(
                "org.springframework.ai.tool.annotation",
                "import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface ToolParam { String description() default \"\"; boolean required() default true; }");
        add(
                "dev.langchain4j.agent.tool",
                "import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface Tool { String name() default \"\"; String[] value() default \"\"; }");
        add(
                "org.springaicommunity.mcp.annotation",
                "import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface McpTool { String name() default \"\"; String description() default \"\"; Hints annotations() default @Hints;"
                        + " @interface Hints { boolean readOnlyHint() default false; boolean destructiveHint() default true; } }");
        add(
                "io.modelcontextprotocol.spec",
                "public class McpSchema { public record Tool(String name, String description, String schema) { public static Builder builder() { return null; }"
                        + " public static class Builder { public Builder name(String name) { return this; } public Builder description(String text) { return this; } public Builder inputSchema(String schema) { return this; } public Tool build() { return null; } } } }");
        add(
                "io.modelcontextprotocol.server",
                "public class McpServer { public McpServer instructions(String text) { return this; } }");
    }

    private Libraries() {}

    private static void add(String space, String source) {
        var matcher =
                java.util.regex.Pattern.compile("(?:class|interface|record|@interface) (\\w+)")
                        .matcher(source);
        if (matcher.find()) {
            SOURCES.put(
                    space.replace('.', '/') + "/" + matcher.group(1),
                    "package " + space + "; " + source);
        }
    }
}
