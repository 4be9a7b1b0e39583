package dev.assay.web.page;

import dev.assay.registry.reminder.Feeds;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;

/** The calendars, for programs that sign in nowhere: the token in the address is what they have. */
@RestController
final class CalendarController {

    private static final MediaType CALENDAR =
            new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Feeds feeds;

    CalendarController(Feeds feeds) {
        this.feeds = feeds;
    }

    @GetMapping("/calendar.ics")
    ResponseEntity<String> calendar(@RequestParam(defaultValue = "") String token) {
        return feeds.calendar(token)
                .map(
                        text ->
                                ResponseEntity.ok()
                                        .contentType(CALENDAR)
                                        .cacheControl(CacheControl.noStore())
                                        .body(text))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
