package dev.assay.web;

import com.microsoft.playwright.Page;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.identity.Accounts;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.demo.DemoStory;

import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code serve --demo} makes, in this process: its service, its people, its two releases. */
final class DemoInstallation implements AutoCloseable {

    private final SampleUpstream upstream;
    private final ConfigurableApplicationContext service;
    private final String told;

    private DemoInstallation(
            SampleUpstream upstream, ConfigurableApplicationContext service, String told) {
        this.upstream = upstream;
        this.service = service;
        this.told = told;
    }

    static DemoInstallation start() {
        var upstream = SampleUpstream.startWith(SampleCatalog.everything());
        var gate = freePort();
        var service = Browsed.serve(upstream, gate);
        var told = new StringWriter();
        try {
            new DemoStory(
                            service,
                            new PrintWriter(told),
                            URI.create(Browsed.address(service) + "/"),
                            URI.create("http://127.0.0.1:" + gate + "/npm/"))
                    .tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        service.getBean(Accounts.class)
                .create("test", "root", "Root", Set.of(Role.values()), Browsed.PASSWORD);
        return new DemoInstallation(upstream, service, told.toString());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurableApplicationContext service() {
        return service;
    }

    String address() {
        return Browsed.address(service);
    }

    /** A session of one of the people whose passwords the demo prints. */
    Page signedIn(String login) {
        var page = Browsed.page(true);
        page.navigate(address() + "/");
        Browsed.signIn(page, login, password(login));
        return page;
    }

    String password(String login) {
        if (login.equals("root")) {
            return Browsed.PASSWORD;
        }
        var password = Pattern.compile("\\b" + login + " +([0-9a-f]{24})").matcher(told);
        if (!password.find()) {
            throw new IllegalStateException("the demo names no " + login);
        }
        return password.group(1);
    }

    Release approved() {
        return release(SampleHistory.lastClean().version());
    }

    Release blocked() {
        return release(SampleHistory.hostileUpdate().version());
    }

    private Release release(String version) {
        return service.getBean(ReleaseStore.class)
                .find(Purl.npm(SampleHistory.MAIL_SERVER, version))
                .orElseThrow();
    }

    @Override
    public void close() {
        service.close();
        upstream.close();
    }
}
