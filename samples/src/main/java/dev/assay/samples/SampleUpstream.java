package dev.assay.samples;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An npm registry on a loopback port, which packs and serves what is published to it. It offers as
 * much as the upstreams that companies really have: no keys and no attestations until it is given
 * some, no search (404), and no audit (405 without a body).
 *
 * <p>Tests let time pass by publishing, and let things go wrong by injecting a {@link Fault}.
 */
public final class SampleUpstream implements AutoCloseable {

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement. Read once,
        // at first use.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI url;
    private final Shelf shelf;
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();

    private SampleUpstream(HttpServer server) {
        this.server = server;
        this.url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        this.shelf = new Shelf(url);
        server.setExecutor(threads);
        server.createContext("/", new UpstreamHandler(shelf, faults, requests));
        server.start();
    }

    /** Starts an empty registry on a free port. */
    public static SampleUpstream start() {
        return start(0);
    }

    /** Starts an empty registry on this port, or on a free one for 0. */
    public static SampleUpstream start(int port) {
        try {
            return new SampleUpstream(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "the sample upstream cannot listen on port " + port, problem);
        }
    }

    /**
     * Starts a registry on a free port that already holds these packages, published in this order.
     */
    public static SampleUpstream startWith(Collection<SamplePackage> packages) {
        var upstream = start();
        packages.forEach(upstream::publish);
        return upstream;
    }

    /**
     * The registry's address, with a slash at the end, for {@code npm --registry} or {@code
     * .npmrc}.
     */
    public URI url() {
        return url;
    }

    /**
     * Publishes one version, which becomes {@code latest}; a version that is there already is
     * refused.
     */
    public void publish(SamplePackage added) {
        shelf.publish(added);
    }

    /**
     * Takes one version back; {@code latest} falls to the version published last among the others.
     */
    public void unpublish(String name, String version) {
        shelf.unpublish(name, version);
    }

    /** Tells these keys from now on, as {@link SampleAuthority#keysDocument()} writes them. */
    public void tellKeys(String document) {
        shelf.tellKeys(document);
    }

    public void tag(String name, String tag, String version) {
        shelf.tag(name, tag, version);
    }

    /**
     * Serves other bytes for one tarball while the packument keeps telling the old digests: the
     * registry lies.
     */
    public void replaceTarball(String name, String version, byte[] bytes) {
        shelf.replaceTarball(name, version, bytes);
    }

    /**
     * Lets every request fail whose path begins so, until {@link #clearFaults}. Paths are decoded:
     * {@code "/"} is all of them, {@code "/@scope/name/-/"} the tarballs of one package.
     */
    public void inject(Fault fault, String pathPrefix) {
        faults.inject(fault, pathPrefix);
    }

    public void clearFaults() {
        faults.clear();
    }

    /**
     * The path of the tarball of one version, as {@link #inject} and {@link #requestCount} take it.
     */
    public static String tarballPath(String name, String version) {
        return "/" + name + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    }

    /** How often this path was asked for, decoded and without its query, by whatever method. */
    public int requestCount(String path) {
        return requests.count(path);
    }

    /** Refuses whoever does not send this {@code Authorization} from now on. */
    public void demand(String authorization) {
        requests.demand(authorization);
    }

    /** Every {@code Authorization} that was sent so far. */
    public Set<String> credentials() {
        return requests.credentials();
    }

    /**
     * Every request so far as {@code METHOD /path}, oldest first, for instance {@code GET
     * /@scope/name}.
     */
    public List<String> requests() {
        return requests.all();
    }

    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
    }
}
