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
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** How approvals are measured. */
@RunningAssay
// An installation of its own: it counts every decision there is.
@TestPropertySource(properties = "assay.example=measures")
class ReviewMeasuresTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReviewStore reviews;
    @Autowired JdbcClient jdbc;

    @Test
    void tellHowManyWereDecidedAndHowLongThatTook() throws Exception {
        for (var hours : List.of(1, 2, 9)) {
            decided(Review.State.APPROVED, Duration.ofHours(hours));
        }
        decided(Review.State.REJECTED, Duration.ofHours(3));

        var told =
                mvc.perform(
                                get("/api/v1/reviews/measures")
                                        .with(installation.as(installation.account(Role.AUDITOR))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();

        assertThat((int) JsonPath.read(told, "$.tiers.low.approved")).isEqualTo(3);
        assertThat((int) JsonPath.read(told, "$.tiers.low.rejected")).isEqualTo(1);
        assertThat((int) JsonPath.read(told, "$.tiers.low.medianSeconds")).isEqualTo(2 * 3600);
        assertThat((int) JsonPath.read(told, "$.tiers.low.ninetiethSeconds")).isEqualTo(9 * 3600);
        assertThat((int) JsonPath.read(told, "$.tiers.high.approved")).isZero();
        Object none = JsonPath.read(told, "$.tiers.high.medianSeconds");
        assertThat(none).isNull();
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
