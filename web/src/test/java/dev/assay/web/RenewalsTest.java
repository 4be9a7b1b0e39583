package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.ReviewStore;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import java.util.List;

/** What is asked when an approval is renewed. */
@RunningAssay
class RenewalsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReviewStore reviews;

    @Test
    void askOfEveryScopeWhetherItWasUsed() throws Exception {
        var person = installation.account(Role.REQUESTER);
        var purl = installation.somePackage();
        var release = installation.inReview(purl, person, List.of(), List.of()).releaseId();
        var page = get("/request").param("renew", release.value()).with(installation.as(person));
        assertThat(mvc.perform(page).andReturn().getResponse().getContentAsString())
                .contains("renews an approval")
                .doesNotContain("Take out each OAuth scope");

        reviews.addRequest(
                release,
                person.id(),
                new Asked(
                        Stage.PRODUCTION,
                        List.of(),
                        SomeAnswers.harmless("to answer mail", "Team Post")
                                .with(
                                        Questions.OAUTH_SCOPES,
                                        Answer.text("google gmail.readonly: find an order"))));

        assertThat(mvc.perform(page).andReturn().getResponse().getContentAsString())
                .contains("Take out each OAuth scope that was not used: google gmail.readonly.");
    }
}
