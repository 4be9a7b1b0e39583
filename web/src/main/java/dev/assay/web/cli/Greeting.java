package dev.assay.web.cli;

import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Tells on start where to go and how to sign in; on the very first one, with which password. */
final class Greeting implements ApplicationListener<ApplicationReadyEvent> {

    private final PrintWriter out;

    Greeting(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var context = ready.getApplicationContext();
        var environment = context.getEnvironment();
        var address = environment.getProperty("server.address", "127.0.0.1");
        var places = Places.of(environment);
        out.println("Assay is running.");
        out.println();
        out.println("  Pages and REST API   " + places.pages());
        out.println("  npm gate             " + places.gate());
        out.println("  Data                 " + data(environment));
        if (isLoopback(address)) {
            out.println("  Reachable from this machine alone; --address 0.0.0.0 lets others in.");
        }
        out.println();
        context.getBean(Accounts.class).createFirst().ifPresentOrElse(this::first, this::signIn);
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    private void first(AccountOutcome.Done created) {
        out.println("This is the first start. One administrator was created:");
        out.println();
        out.println("  Login     " + created.account().login());
        out.println("  Password  " + created.generatedPassword());
        out.println();
        out.println(
                "The password is shown this once; only its hash is kept. Sign in, choose another,");
        out.println(
                "and create reviewers under Accounts: an administrator decides nothing, and nobody");
        out.println("approves their own request.");
        out.println();
    }

    private void signIn() {
        out.println("Sign in with your account; an administrator creates new ones under Accounts.");
        out.println();
    }

    private static Path data(Environment environment) {
        return Path.of(environment.getProperty("assay.data-directory", "data"))
                .toAbsolutePath()
                .normalize();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
