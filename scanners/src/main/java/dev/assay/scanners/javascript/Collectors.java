package dev.assay.scanners.javascript;

import java.util.List;

/**
 * Services that count users, by the hosts that take the counts. A vendor's own pages and APIs are
 * not among them: who asks Sentry for issues does not report to it.
 */
final class Collectors {

    private static final List<String> HOSTS =
            List.of(
                    "i.posthog.com",
                    "app.posthog.com",
                    "scarf.sh",
                    "ingest.sentry.io",
                    "ingest.us.sentry.io",
                    "ingest.de.sentry.io",
                    "api.segment.io",
                    "cdn.segment.com",
                    "api.mixpanel.com",
                    "api-js.mixpanel.com",
                    "api.amplitude.com",
                    "api2.amplitude.com",
                    "google-analytics.com",
                    "googletagmanager.com",
                    "clarity.ms",
                    "heapanalytics.com",
                    "plausible.io",
                    "matomo.cloud",
                    "count.ly",
                    "notify.bugsnag.com",
                    "sessions.bugsnag.com",
                    "api.rollbar.com",
                    "statsigapi.net",
                    "dataplane.rudderstack.com",
                    "rs.fullstory.com",
                    "in.applicationinsights.azure.com",
                    "dc.services.visualstudio.com",
                    "nr-data.net",
                    "browser-intake-datadoghq.com",
                    "nom.telemetrydeck.com",
                    "us.aptabase.com",
                    "eu.aptabase.com");

    private Collectors() {}

    static boolean isOne(String host) {
        for (var known : HOSTS) {
            if (host.endsWith(known)
                    && (host.length() == known.length()
                            || host.charAt(host.length() - known.length() - 1) == '.')) {
                return true;
            }
        }
        return false;
    }
}
