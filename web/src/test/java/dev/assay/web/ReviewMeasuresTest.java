package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** How approvals are measured. */
@RunningAssay
class ReviewMeasuresTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReviewStore reviews;
    @Autowired JdbcClient jdbc;

    @Test
    void tellHowManyWereDecidedAndHowLongThatTook() throws Exception {
        var before = told();
        for (var hours : List.of(1, 2, 9)) {
            decided(Review.State.APPROVED, Duration.ofHours(hours));
        }
        decided(Review.State.REJECTED, Duration.ofHours(3));
        var after = told();

        // Other tests decide in the same installation.
        assertThat(number(after, "$.tiers.low.approved"))
                .isEqualTo(number(before, "$.tiers.low.approved") + 3);
        assertThat(number(after, "$.tiers.low.rejected"))
                .isEqualTo(number(before, "$.tiers.low.rejected") + 1);
        assertThat(number(after, "$.tiers.low.medianSeconds")).isBetween(0, 9 * 3600);
        assertThat(number(after, "$.tiers.low.ninetiethSeconds"))
                .isGreaterThanOrEqualTo(number(after, "$.tiers.low.medianSeconds"));
    }

    private String told() throws Exception {
        return mvc.perform(
                        get("/api/v1/reviews/measures")
                                .with(installation.as(installation.account(Role.AUDITOR))))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static int number(String document, String path) {
        return JsonPath.<Integer>read(document, path);
    }

    private void decided(Review.State state, Duration took) throws Exception {
        var purl = installation.somePackage();
        var person = installation.account(Role.REQUESTER);
        var review = installation.inReview(purl, person, List.of(), List.of()).id();
        reviews.close(review, state);
        var now = Instant.now();
        jdbc.sql("UPDATE review SET opened_at = :opened, closed_at = :closed WHERE id = :id")
                .param("opened", now.minus(took).atOffset(ZoneOffset.UTC))
                .param("closed", now.atOffset(ZoneOffset.UTC))
                .param("id", review.value())
                .update();
    }
}
