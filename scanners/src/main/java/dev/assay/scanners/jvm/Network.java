package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The classes that reach other machines, by their packages. */
final class Network {

    private static final List<String> CLIENTS =
            List.of(
                    "java/net/http/",
                    "java/net/HttpURLConnection",
                    "java/net/URLConnection",
                    "javax/net/ssl/HttpsURLConnection",
                    "okhttp3/",
                    "retrofit2/",
                    "feign/",
                    "org/apache/http/",
                    "org/apache/hc/",
                    "org/springframework/web/client/",
                    "org/springframework/http/client/",
                    "org/springframework/web/reactive/function/client/",
                    "org/springframework/boot/web/client/",
                    "org/springframework/boot/restclient/",
                    "reactor/netty/http/client/",
                    "jakarta/ws/rs/client/",
                    "javax/ws/rs/client/",
                    "kong/unirest/",
                    "com/mashape/unirest/",
                    "org/asynchttpclient/",
                    "io/vertx/ext/web/client/",
                    "io/ktor/client/",
                    "org/jsoup/",
                    "com/google/api/client/http/",
                    "org/eclipse/jetty/client/",
                    "io/modelcontextprotocol/client/",
                    "io/micronaut/http/client/",
                    "org/java_websocket/client/",
                    "cn/hutool/http/");

    private static final List<String> SOCKETS =
            List.of(
                    "java/net/Socket",
                    "java/net/DatagramSocket",
                    "java/net/DatagramPacket",
                    "java/nio/channels/SocketChannel",
                    "java/nio/channels/AsynchronousSocketChannel",
                    "java/nio/channels/DatagramChannel",
                    "javax/net/SocketFactory",
                    "javax/net/ssl/SSLSocketFactory",
                    "io/netty/bootstrap/Bootstrap",
                    "org/apache/commons/net/");

    private static final List<String> MAIL =
            List.of(
                    "jakarta/mail/",
                    "javax/mail/",
                    "org/springframework/mail/",
                    "org/apache/commons/mail",
                    "org/simplejavamail/",
                    "io/quarkus/mailer/",
                    "io/vertx/ext/mail/",
                    "com/sendgrid/",
                    "com/postmarkapp/",
                    "com/mailgun/",
                    "com/mailjet/",
                    "com/resend/",
                    "software/amazon/awssdk/services/ses",
                    "com/amazonaws/services/simpleemail",
                    "com/microsoft/graph/",
                    "com/google/api/services/gmail/");

    private static final Set<String> SENDING =
            Set.of(
                    "send",
                    "sendAsync",
                    "sendMessage",
                    "sendEmail",
                    "sendRawEmail",
                    "sendMail",
                    "sendMimeMessage",
                    "deliverMessage",
                    "deliver",
                    "execute",
                    "executeAsync",
                    "executeOpen",
                    "newCall",
                    "retrieve",
                    "exchange",
                    "exchangeToMono",
                    "exchangeToFlux",
                    "exchangeForRequiredValue",
                    "invoke",
                    "getForObject",
                    "getForEntity",
                    "postForObject",
                    "postForEntity",
                    "postForLocation",
                    "patchForObject",
                    "asString",
                    "asJson",
                    "write",
                    "println",
                    "print",
                    "writeBytes");

    private Network() {}

    static boolean isClient(String owner) {
        return starts(owner, CLIENTS);
    }

    static boolean isSocket(String owner) {
        return starts(owner, SOCKETS);
    }

    static boolean isMail(String owner) {
        return starts(owner, MAIL);
    }

    static boolean isStreamOut(String owner) {
        return owner.startsWith("java/io/")
                && (owner.endsWith("Writer")
                        || owner.endsWith("OutputStream")
                        || owner.endsWith("PrintStream"));
    }

    static boolean isOpening(Site site) {
        return site.owner().equals("java/net/URL")
                && switch (site.name()) {
                    case "openConnection", "openStream", "getContent" -> true;
                    default -> false;
                };
    }

    /** Whether a call sends what it, or what it is called on, was given. */
    static boolean isSending(Site site) {
        if (!SENDING.contains(site.name())) {
            return site.owner().equals("org/springframework/web/client/RestTemplate")
                            && (site.name().equals("put") || site.name().equals("delete"))
                    || site.owner().startsWith("jakarta/ws/rs/client/")
                            && site.returns().endsWith("Response");
        }
        return isClient(site.owner()) || isMail(site.owner()) || isSocket(site.owner());
    }

    private static boolean starts(String owner, List<String> prefixes) {
        for (var prefix : prefixes) {
            if (owner.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The HTTP method that a name tells; empty where it tells none. */
    static String method(Site site, @Nullable Heap heap) {
        if (heap != null && !heap.method().isEmpty() && !heap.method().equals("METHOD")) {
            return isVerb(heap.method()) ? heap.method() : "";
        }
        if (heap != null) {
            for (var verb : List.of("POST", "PUT", "DELETE", "PATCH", "GET", "HEAD")) {
                if (heap.fields().containsKey(verb)
                        || heap.fields().containsKey(verb.toLowerCase(Locale.ROOT))
                        || heap.type()
                                .endsWith(
                                        "/Http"
                                                + verb.charAt(0)
                                                + verb.substring(1).toLowerCase(Locale.ROOT))) {
                    return verb;
                }
            }
        }
        for (var verb : List.of("post", "put", "delete", "patch", "get")) {
            if (site.name().startsWith(verb)) {
                return verb.toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static boolean isVerb(String name) {
        return Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS").contains(name);
    }
}
