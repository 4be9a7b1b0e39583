package dev.assay.web.demo;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Questions;

/** What the demo's team answers. */
final class DemoAnswers {

    static final Answers ALL =
            Answers.NONE
                    .with(
                            Questions.PURPOSE,
                            Answer.text(
                                    "The billing assistant sends each customer their invoice by"
                                            + " mail, once a person has confirmed the batch."))
                    .with(Questions.OWNER, Answer.text("Team Billing"))
                    .with(Questions.STAGE, Answer.choice("production"))
                    .with(
                            Questions.ALTERNATIVES,
                            Answer.text(
                                    "Our mail gateway has no interface for assistants; sending by"
                                            + " hand takes two days a month."))
                    .with(
                            Questions.DATA_SUBJECTS,
                            new Answer(
                                    Questions.PERSONAL,
                                    "Customers: name, mail address, what they owe"))
                    .with(
                            Questions.LAWFUL_BASIS,
                            new Answer("contract", "They are owed an invoice."))
                    .with(
                            Questions.EXPECTATION,
                            Answer.text(
                                    "They are customers and expect invoices; the privacy notice"
                                            + " names the mail vendor."))
                    .with(Questions.VOLUME, Answer.text("About 4,000 mails a month, in batches."))
                    .with(
                            Questions.RETENTION,
                            Answer.text("The server keeps nothing; the vendor's log 30 days."))
                    .with(
                            Questions.CONSULTATION,
                            Answer.text("The data protection officer, who had no objection."))
                    .with(
                            Questions.SYSTEMS,
                            new Answer(Questions.PRODUCTION_SYSTEMS, "Billing, by its export"))
                    .with(Questions.OPERATION, new Answer("own", "The billing servers, London"))
                    .with(Questions.SENDS_OUTSIDE, Answer.choice("no"))
                    .with(Questions.EXPORTS_CUSTOMERS, Answer.choice("no"))
                    .with(Questions.CHANGES_RECORDS, Answer.choice("no"))
                    .with(Questions.CHAINS_TOOLS, Answer.choice("no"))
                    .with(Questions.KEEPS_CONTEXT, Answer.choice("no"))
                    .with(
                            Questions.OAUTH_SCOPES,
                            Answer.text(
                                    "google drive.file: read the invoices that billing has"
                                            + " exported; because drive.readonly would read every"
                                            + " file\nmail.example messages.send: send them to"
                                            + " customers"));

    private DemoAnswers() {}
}
