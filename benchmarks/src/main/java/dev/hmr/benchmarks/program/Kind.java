package dev.hmr.benchmarks.program;

/** What a class is for. A class uses classes of its own kind and of the kinds before its own. */
enum Kind {
    UTILITY(12, "Formats Texts Amounts Ranges Hashes Intervals Slugs Checks"),
    ENUM(5, "Status Channel Priority Origin"),
    RECORD(20, "Draft Line Summary Filter Page Note Totals Revision Address Entry"),
    CONTRACT(4, "Policy Rating Selection"),
    /** Implements a contract. */
    VARIANT(11, "Flat Weighted Seasonal Capped Regional Tiered"),
    REPOSITORY(12, "Repository Archive Journal Catalog Ledger"),
    SERVICE(21, "Pricing Search Audit Import Export Validation Planning Matching Renewal"),
    HANDLER(15, "List Show Create Update Cancel Approve Export Merge Preview");

    private final int percent;
    /** Separated by spaces. */
    private final String words;

    Kind(int percent, String words) {
        this.percent = percent;
        this.words = words;
    }

    /** How many classes of this kind an application of a size has; at least two. */
    int countIn(int classes) {
        return Math.max(2, classes * percent / 100);
    }

    /** The name of the nth class of this kind that is about a thing. */
    String name(String noun, int index) {
        String[] choice = words.split(" ", -1);
        String word = choice[index % choice.length];
        int round = index / choice.length;
        String number = round == 0 ? "" : Integer.toString(round + 1);
        return switch (this) {
            case UTILITY, ENUM, RECORD, CONTRACT, REPOSITORY -> noun + word + number;
            case VARIANT -> word + noun + "Policy" + number;
            case SERVICE -> noun + word + "Service" + number;
            case HANDLER -> word + noun + "Handler" + number;
        };
    }
}
