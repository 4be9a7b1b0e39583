package dev.assay.registry.notice;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Whom notices are sent to. Addresses stand in settings alone: what a page could be given would let
 * its user have this service call whatever it can reach.
 *
 * @param webhooks signed, as Standard Webhooks has it
 * @param slack incoming webhooks of Slack
 * @param teams incoming webhooks of Teams workflows
 * @param mail the server that takes e-mail; null for none
 * @param retryPauses how long to wait after each failure; after the last it is given up
 * @param interval how often notices are sent
 */
@ConfigurationProperties("assay.notices")
record NoticeSettings(
        @DefaultValue List<Webhook> webhooks,
        @DefaultValue List<Hook> slack,
        @DefaultValue List<Hook> teams,
        @Nullable Mail mail,
        @DefaultValue({"30s", "2m", "10m", "30m", "2h", "6h", "12h"}) List<Duration> retryPauses,
        @DefaultValue("5s") Duration interval) {

    /**
     * @param secret {@code whsec_} and at least 24 bytes in base 64
     */
    record Webhook(String name, URI url, String secret) {
        Webhook {
            web(url, name);
        }

        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Webhook[" + name + "]";
        }
    }

    /** An address that is a secret by itself. */
    record Hook(String name, URI url) {
        Hook {
            web(url, name);
        }

        @Override
        public String toString() {
            return "Hook[" + name + "]";
        }
    }

    /**
     * @param to who gets every notice, besides the people whose login is an address
     * @param startTls whether the connection has to be encrypted before anything is sent
     */
    record Mail(
            String host,
            @DefaultValue("587") int port,
            @Nullable String username,
            @Nullable String password,
            String from,
            @DefaultValue List<String> to,
            @DefaultValue("true") boolean startTls) {

        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    NoticeSettings {
        webhooks = List.copyOf(webhooks);
        slack = List.copyOf(slack);
        teams = List.copyOf(teams);
        retryPauses = List.copyOf(retryPauses);
        webhooks.forEach(each -> Signature.key(each.secret()));
    }

    private static void web(URI url, String name) {
        if (url.getHost() == null
                || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "the address of assay.notices '" + name + "' is no web address");
        }
    }
}
