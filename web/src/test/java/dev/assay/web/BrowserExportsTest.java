package dev.assay.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static dev.assay.web.Browsed.address;
import static dev.assay.web.Browsed.held;
import static dev.assay.web.Browsed.signedIn;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;

/** Exports in a real browser: chosen from the list, refused with a reason, and downloaded. */
@ExtendWith(Browsed.class)
class BrowserExportsTest {

    @Test
    void aFormatIsChosenFilledInAndDownloaded() throws IOException {
        var page = signedIn("sam");
        page.navigate(address() + "/exports");
        held(page, "40-exports");

        // Other tests approve in the same installation what these formats cannot say.
        form(page.locator("#docker-catalogue")).getByLabel("Image").fill("node:22");
        page.locator("#docker-catalogue-leave-out").selectOption("unsayable");
        submit(page.locator("#docker-catalogue"));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("names no image by its digest");
        assertThat(page.locator("#docker-catalogue-image")).hasValue("node:22");
        held(page, "41-export-refused");

        form(page.locator("#squid"));
        page.locator("#squid-together").selectOption("yes");
        page.locator("#squid-leave-out").selectOption("unsayable");
        var download = page.waitForDownload(() -> submit(page.locator("#squid")));
        assertThat(download.suggestedFilename()).isEqualTo("assay-squid.conf");
        assertThat(Files.readString(download.path())).endsWith("http_access deny all\n");
    }

    private static Locator form(Locator format) {
        format.locator("summary").click();
        return format.locator("form");
    }

    private static void submit(Locator format) {
        format.locator("button").click();
    }
}
