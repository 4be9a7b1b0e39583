package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Question.Form;
import dev.assay.inventory.review.Question.Group;
import dev.assay.inventory.review.Question.Need;
import dev.assay.inventory.review.Question.Option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The questions of a request, the one list that form, API, policy and exports read. They are what a
 * data protection impact assessment asks (UK GDPR Art. 35, ICO template steps 1 to 4) and no
 * artifact can tell, and the five on what an agent does unwatched.
 */
public final class Questions {

    public static final String NOBODY = "nobody";
    public static final String PERSONAL = "personal";
    public static final String SPECIAL = "special-category";
    public static final String NO_SYSTEM = "none";
    public static final String TEST_SYSTEMS = "test";
    public static final String PRODUCTION_SYSTEMS = "production";
    public static final String PRODUCTION_DATABASE = "production-database";

    private static final int A_NAME = 200;
    private static final int SENTENCES = 4000;
    private static final Need WITH_PEOPLE = new Need(null, null, true);
    private static final Need FROM_PILOT = new Need(Stage.PILOT, Tier.HIGH, false);

    public static final Question PURPOSE =
            new Question(
                    "purpose",
                    Group.WORK,
                    "Purpose and workflow",
                    "What somebody does with it, step by step, and what gets better by it.",
                    new Form.Text(SENTENCES),
                    Need.ALWAYS);

    public static final Question OWNER =
            new Question(
                    "owner",
                    Group.WORK,
                    "Owner",
                    "The team or person who answers for it.",
                    new Form.Line(A_NAME),
                    Need.ALWAYS);

    public static final Question STAGE =
            new Question(
                    "stage",
                    Group.WORK,
                    "How far it should go",
                    "A wider stage later is a new review, prefilled from this one.",
                    new Form.Choice(
                            List.of(
                                    new Option(
                                            "sandbox", "Sandbox: test data, nobody relies on it"),
                                    new Option(
                                            "read-only", "Read-only: real data, changes nothing"),
                                    new Option("pilot", "Pilot: a few people, watched"),
                                    new Option("production", "Production")),
                            null,
                            Set.of()),
                    Need.ALWAYS);

    public static final Question ALTERNATIVES =
            new Question(
                    "alternatives",
                    Group.WORK,
                    "Alternatives considered",
                    "What else would do, with less access or none, and why not that.",
                    new Form.Text(SENTENCES),
                    FROM_PILOT);

    public static final Question DATA_SUBJECTS =
            new Question(
                    "data-subjects",
                    Group.PEOPLE,
                    "Whose data does it see",
                    "Count what stands in free text, mailboxes and files as well.",
                    new Form.Choice(
                            List.of(
                                    new Option(NOBODY, "Nobody's: no data about people"),
                                    new Option(PERSONAL, "Personal data"),
                                    new Option(
                                            SPECIAL, "Special-category or criminal-offence data")),
                            "Who these people are, and which data of theirs",
                            Set.of(PERSONAL, SPECIAL)),
                    Need.ALWAYS);

    public static final Question LAWFUL_BASIS =
            new Question(
                    "lawful-basis",
                    Group.PEOPLE,
                    "Lawful basis",
                    "UK GDPR Art. 6; for special categories the condition of Art. 9 besides.",
                    new Form.Choice(
                            List.of(
                                    new Option("consent", "Consent (a)"),
                                    new Option("contract", "Contract (b)"),
                                    new Option("legal-obligation", "Legal obligation (c)"),
                                    new Option("vital-interests", "Vital interests (d)"),
                                    new Option("public-task", "Public task (e)"),
                                    new Option("legitimate-interests", "Legitimate interests (f)")),
                            "Why this one; for special categories the Art. 9 condition",
                            Set.of(
                                    "consent",
                                    "contract",
                                    "legal-obligation",
                                    "vital-interests",
                                    "public-task",
                                    "legitimate-interests")),
                    WITH_PEOPLE);

    public static final Question EXPECTATION =
            new Question(
                    "expectation",
                    Group.PEOPLE,
                    "Relationship, expectation and notice",
                    "What these people are to you, whether they would expect this, and where they"
                            + " are told.",
                    new Form.Text(SENTENCES),
                    WITH_PEOPLE);

    public static final Question VOLUME =
            new Question(
                    "volume",
                    Group.PEOPLE,
                    "Volume and frequency",
                    "How many people or records, and how often.",
                    new Form.Text(SENTENCES),
                    new Need(null, Tier.HIGH, true));

    public static final Question RETENTION =
            new Question(
                    "retention",
                    Group.PEOPLE,
                    "Retention",
                    "What is kept, where and for how long: in the server, in logs, in memory.",
                    new Form.Text(SENTENCES),
                    new Need(Stage.PILOT, Tier.HIGH, true));

    public static final Question CONSULTATION =
            new Question(
                    "consultation",
                    Group.PEOPLE,
                    "Who was consulted",
                    "Whom you asked, what they said; or why nobody needs to be asked.",
                    new Form.Text(SENTENCES),
                    new Need(null, Tier.HIGH, true));

    public static final Question SYSTEMS =
            new Question(
                    "systems",
                    Group.PLACE,
                    "Business systems connected",
                    "What it reads from or writes to.",
                    new Form.Choice(
                            List.of(
                                    new Option(NO_SYSTEM, "None"),
                                    new Option(TEST_SYSTEMS, "Test systems alone"),
                                    new Option(PRODUCTION_SYSTEMS, "Production systems"),
                                    new Option(
                                            PRODUCTION_DATABASE,
                                            "A production database, directly")),
                            "Which ones",
                            Set.of(TEST_SYSTEMS, PRODUCTION_SYSTEMS, PRODUCTION_DATABASE)),
                    Need.ALWAYS);

    public static final Question OPERATION =
            new Question(
                    "operation",
                    Group.PLACE,
                    "Where it runs, and who operates it",
                    "With a vendor as operator, your data leaves the house with every call.",
                    new Form.Choice(
                            List.of(
                                    new Option("workstation", "On people's own machines"),
                                    new Option("own", "On our servers, run by us"),
                                    new Option("vendor", "At a vendor, run by them")),
                            "Which machines or which vendor, in which country",
                            Set.of("own", "vendor")),
                    Need.ALWAYS);

    public static final Question SENDS_OUTSIDE =
            unwatched(
                    "sends-outside",
                    "Can it send something outside without a person looking first?",
                    "a confirmation, a list of recipients");

    public static final Question EXPORTS_CUSTOMERS =
            unwatched(
                    "exports-customers",
                    "Can it export a list of customers?",
                    "a limit on rows, a role that cannot list");

    public static final Question CHANGES_RECORDS =
            unwatched(
                    "changes-records",
                    "Can it change a record in a database?",
                    "a read-only account, a preview that is confirmed");

    public static final Question CHAINS_TOOLS =
            unwatched(
                    "chains-tools",
                    "Can it call another tool after reading content nobody vetted?",
                    "one tool a session, a confirmation after mail and web pages");

    public static final Question KEEPS_CONTEXT =
            unwatched(
                    "keeps-context",
                    "Does it keep sensitive context in memory?",
                    "a memory that is off, or emptied with the session");

    public static final Question OAUTH_SCOPES =
            new Question(
                    "oauth-scopes",
                    Group.POWER,
                    "OAuth scopes it is given",
                    "One on a line, with the workflow it serves: google gmail.readonly: find the"
                            + " order a ticket is about. A scope that has a narrower one needs a reason"
                            + " too: … ; because …. Leave it empty where it is given none.",
                    new Form.Text(SENTENCES),
                    new Need(null, null, false));

    /** All of them, in the order of the form. */
    public static final List<Question> ALL =
            List.of(
                    PURPOSE,
                    OWNER,
                    STAGE,
                    ALTERNATIVES,
                    DATA_SUBJECTS,
                    LAWFUL_BASIS,
                    EXPECTATION,
                    VOLUME,
                    RETENTION,
                    CONSULTATION,
                    SYSTEMS,
                    OPERATION,
                    SENDS_OUTSIDE,
                    EXPORTS_CUSTOMERS,
                    CHANGES_RECORDS,
                    CHAINS_TOOLS,
                    KEEPS_CONTEXT,
                    OAUTH_SCOPES);

    private Questions() {}

    public static Optional<Question> find(String key) {
        return ALL.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Those that need an answer, in order. */
    public static Stream<Question> needed(Stage stage, Tier tier, Answers answers) {
        return ALL.stream().filter(each -> each.isNeeded(stage, tier, answers));
    }

    /** Those that need an answer and have none, or none that is whole. */
    public static List<Question> missing(Stage stage, Tier tier, Answers answers) {
        return needed(stage, tier, answers)
                .filter(each -> !each.isAnswered(answers.of(each)))
                .toList();
    }

    /** The answer that a stage is written as. */
    public static String option(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Stage> stage(String option) {
        return Arrays.stream(Stage.values())
                .filter(each -> option(each).equals(option))
                .findFirst();
    }

    private static Question unwatched(String key, String label, String examples) {
        return new Question(
                key,
                Group.POWER,
                label,
                "With a yes, the control that keeps it in bounds: " + examples + ".",
                new Form.YesNo("the control that keeps it in bounds"),
                Need.ALWAYS);
    }
}
