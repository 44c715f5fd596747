package assay.ledger;

import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.UploadState.State;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A record that others want to hear of.
public sealed interface News {

    /// Names it for good: the same news has the same id however often it is told.
    String id();

    /// What it is about: a reference, or the key of an upload.
    String subject();

    /// When it happened.
    Instant at();

    /// The news that share this are told in the order in which they were recorded.
    String group();

    /// The record, as the API shows it.
    JsonNode document();

    /// A verdict was given, on a model version or an experiment.
    ///
    /// @param document as the API shows it
    record VerdictGiven(JsonNode document) implements News {
        @Override
        public String id() {
            return document.path("id").asString();
        }

        @Override
        public String subject() {
            return document.path("subject").asString();
        }

        @Override
        public Instant at() {
            return Instant.parse(document.path("issuedAt").asString());
        }

        @Override
        public String group() {
            return unversioned(Reference.parse(subject()));
        }

        /// Of the whole: `PROMOTE`.
        public String outcome() {
            return document.path("outcome").asString();
        }
    }

    /// Another version serves, by a verdict or because somebody said so.
    ///
    /// @param version that serves now
    /// @param revision how many changes of champion there have been
    /// @param document who serves, since when, and why
    record ChampionMoved(Reference version, long revision, JsonNode document) implements News {
        @Override
        public String id() {
            return group() + "#" + revision;
        }

        @Override
        public String subject() {
            return version.toString();
        }

        @Override
        public Instant at() {
            return Instant.parse(document.path("since").asString());
        }

        @Override
        public String group() {
            return unversioned(version);
        }
    }

    /// An upload was refused, or is other content for a version on record.
    ///
    /// @param document an {@link UploadState} as recorded
    record UploadRefused(JsonNode document) implements News {
        /// The same object with the same faults is the same news, whenever it is found.
        @Override
        public String id() {
            return Digests.ofLines(
                            List.of(
                                    subject(),
                                    document.path("versionId").asString(""),
                                    state(),
                                    Json.write(document.path("faults"))))
                    .substring(0, 32);
        }

        @Override
        public String subject() {
            return document.path("key").asString();
        }

        @Override
        public Instant at() {
            return Instant.parse(document.path("at").asString());
        }

        @Override
        public String group() {
            return subject();
        }

        /// `refused` or `conflict`.
        public String state() {
            return document.path("state").asString();
        }
    }

    /// What an item says that others want to hear; empty for all that is the ledger's own affair.
    static Optional<News> of(Item item) {
        String sort = item.key().sort();
        if (sort.startsWith(Keys.VERDICT)) {
            return Optional.of(new VerdictGiven(Json.tree(item.document())));
        }
        if (sort.startsWith(Keys.CHAMPION)) {
            JsonNode document = Json.tree(item.document());
            return Optional.of(
                    new ChampionMoved(
                            Reference.parse(document.path("version").asString()),
                            Long.parseLong(sort.substring(Keys.CHAMPION.length())),
                            document));
        }
        return item.key().partition().startsWith(Keys.UPLOAD)
                ? Optional.of(new UploadRefused(Json.tree(item.document())))
                        .filter(u -> !u.state().equals(State.WAITING.word()))
                        .map(u -> u)
                : Optional.empty();
    }

    private static String unversioned(Reference reference) {
        return reference.kind().word() + ":" + reference.name();
    }
}
