package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.NetworkSinks.Shape;
import dev.assay.scanners.javascript.NetworkSinks.Sink;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions of Python's libraries that send data out. The front end gives keyword arguments as
 * one object after the positional ones, so that most of them are laid out as {@code (url, config)}.
 */
final class PythonSinks {

    private static final String PREFIX = "m:py:";

    /** Libraries with functions and clients that are named after the methods of HTTP. */
    private static final Pattern CLIENT =
            Pattern.compile(
                    "m:py:(requests(?:_toolbelt|_oauthlib)?|httpx|aiohttp|curl_cffi|niquests|urllib3"
                            + "|http\\.client|cloudscraper|tls_client|grequests|treq|asks|uplink|pip\\._vendor"
                            + "\\.requests|botocore\\.vendored\\.requests|mcp\\.shared\\._httpx_utils)"
                            + "(?:\\.[A-Za-z_.]*(?:\\(\\)|\\{\\}))?"
                            + "\\.(get|post|put|patch|delete|head|options|request|stream|send|urlopen|ws_connect)");

    private static final Map<String, Sink> NAMED =
            Map.ofEntries(
                    sink("urllib.request.urlopen", "urllib", Shape.URL_CONFIG),
                    sink("urllib.request.urlretrieve", "urllib", Shape.URL_CONFIG),
                    sink("urllib.request.Request{}", "urllib", Shape.URL_CONFIG),
                    sink("urllib.request.build_opener().open", "urllib", Shape.URL_CONFIG),
                    sink("urllib.request.OpenerDirector{}.open", "urllib", Shape.URL_CONFIG),
                    sink("urllib2.urlopen", "urllib", Shape.URL_CONFIG),
                    sink("http.client.HTTPSConnection{}", "http.client", Shape.SOCKET),
                    sink("http.client.HTTPConnection{}", "http.client", Shape.SOCKET),
                    sink("httpx.Client{}", "httpx", Shape.CLIENT),
                    sink("httpx.AsyncClient{}", "httpx", Shape.CLIENT),
                    sink("aiohttp.ClientSession{}", "aiohttp", Shape.CLIENT),
                    sink("websockets.connect", "websockets", Shape.FETCH),
                    sink("websockets.sync.client.connect", "websockets", Shape.FETCH),
                    sink("websockets.client.connect", "websockets", Shape.FETCH),
                    sink("websocket.create_connection", "websocket", Shape.FETCH),
                    sink("websocket.WebSocketApp{}", "websocket", Shape.FETCH),
                    sink("websocket.WebSocket{}.connect", "websocket", Shape.FETCH),
                    sink("smtplib.SMTP{}", "smtplib", Shape.SOCKET),
                    sink("smtplib.SMTP_SSL{}", "smtplib", Shape.SOCKET),
                    sink("smtplib.LMTP{}", "smtplib", Shape.SOCKET),
                    sink("aiosmtplib.SMTP{}", "aiosmtplib", Shape.CLIENT),
                    sink("aiosmtplib.send", "aiosmtplib", Shape.URL_CONFIG),
                    sink("imaplib.IMAP4_SSL{}", "imaplib", Shape.SOCKET),
                    sink("imaplib.IMAP4{}", "imaplib", Shape.SOCKET),
                    sink("poplib.POP3_SSL{}", "poplib", Shape.SOCKET),
                    sink("ftplib.FTP{}", "ftplib", Shape.SOCKET),
                    sink("ftplib.FTP_TLS{}", "ftplib", Shape.SOCKET),
                    sink("telnetlib.Telnet{}", "telnetlib", Shape.SOCKET),
                    sink("paramiko.SSHClient{}.connect", "paramiko", Shape.SOCKET),
                    sink("paramiko.Transport{}", "paramiko", Shape.SOCKET),
                    sink("xmlrpc.client.ServerProxy{}", "xmlrpc", Shape.FETCH),
                    sink("socket.socket().connect", "socket.connect", Shape.SOCKET),
                    sink("socket.socket().connect_ex", "socket.connect", Shape.SOCKET),
                    sink("socket.socket().sendto", "socket.sendto", Shape.SOCKET),
                    sink("socket.create_connection", "socket.connect", Shape.SOCKET),
                    sink("ssl.wrap_socket().connect", "socket.connect", Shape.SOCKET),
                    sink(
                            "ssl.create_default_context().wrap_socket().connect",
                            "socket.connect",
                            Shape.SOCKET),
                    sink("asyncio.open_connection", "asyncio.open_connection", Shape.SOCKET),
                    sink("boto3.client", "boto3", Shape.SOCKET),
                    sink("boto3.resource", "boto3", Shape.SOCKET),
                    sink("boto3.Session{}.client", "boto3", Shape.SOCKET),
                    sink("boto3.session.Session{}.client", "boto3", Shape.SOCKET),
                    sink("socket.gethostbyname", "socket.gethostbyname", Shape.LOOKUP),
                    sink("socket.gethostbyname_ex", "socket.gethostbyname", Shape.LOOKUP),
                    sink("socket.getaddrinfo", "socket.getaddrinfo", Shape.LOOKUP),
                    sink("socket.gethostbyaddr", "socket.gethostbyaddr", Shape.LOOKUP),
                    sink(
                            "asyncio.get_event_loop().getaddrinfo",
                            "socket.getaddrinfo",
                            Shape.LOOKUP),
                    sink("dns.resolver.resolve", "dns.resolver.resolve", Shape.LOOKUP),
                    sink("dns.resolver.query", "dns.resolver.resolve", Shape.LOOKUP),
                    sink("dns.resolver.Resolver{}.resolve", "dns.resolver.resolve", Shape.LOOKUP),
                    sink("dns.resolver.Resolver{}.query", "dns.resolver.resolve", Shape.LOOKUP));

    /** The last names of all of them, for who asks before it looks closer. */
    private static final Set<String> NAMES =
            Set.of(
                    "urlopen",
                    "urlretrieve",
                    "Request",
                    "HTTPSConnection",
                    "HTTPConnection",
                    "Client",
                    "AsyncClient",
                    "ClientSession",
                    "WebSocketApp",
                    "create_connection",
                    "SMTP",
                    "SMTP_SSL",
                    "LMTP",
                    "IMAP4",
                    "IMAP4_SSL",
                    "POP3_SSL",
                    "FTP",
                    "FTP_TLS",
                    "Telnet",
                    "Transport",
                    "ServerProxy",
                    "connect_ex",
                    "sendto",
                    "open_connection",
                    "client",
                    "resource",
                    "gethostbyname",
                    "gethostbyname_ex",
                    "getaddrinfo",
                    "gethostbyaddr",
                    "query",
                    "ws_connect");

    private PythonSinks() {}

    private static Map.Entry<String, Sink> sink(String path, String name, Shape shape) {
        return Map.entry(PREFIX + path, new Sink(name, "", shape));
    }

    /** Whether a function of this name may be one of them. */
    static boolean mayBe(String name) {
        return NAMES.contains(name);
    }

    /** The sink that a value path of Python's names, or null. */
    static @Nullable Sink of(String path) {
        var named = NAMED.get(path);
        if (named != null) {
            return named;
        }
        var client = CLIENT.matcher(path);
        if (!client.matches()) {
            return null;
        }
        var method = client.group(2);
        return switch (method) {
            case "request", "stream", "send", "urlopen", "ws_connect" ->
                    new Sink(client.group(1), "", Shape.URL_CONFIG);
            default -> new Sink(client.group(1), method.toUpperCase(Locale.ROOT), Shape.URL_CONFIG);
        };
    }
}
