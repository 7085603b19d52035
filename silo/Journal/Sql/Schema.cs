namespace SpecimenLogistics.Journal;

/// <summary>
/// The tables, in steps that only go forward. All times are microseconds since 1970 UTC; ids are 16 bytes, digests 32.
/// The append tables have no unique key on (device, boot, seq): it cost half as much CPU again, and with one writer per store
/// the ranges rebuilt from the rows themselves are exact. Several writers of one database take turns, so that they are exact there too.
/// </summary>
internal static class Schema
{
    /// <summary>Step n brings a store from version n to n + 1. A released step is never edited.</summary>
    public static readonly IReadOnlyList<string> Steps = [First, PositionsByTime, TubesTakenOut, SeenNotes.Step, SpareTrackers, KeptHashes.Step];

    const string First = """
        CREATE TABLE fact (
            stream {text} NOT NULL, seq {long} NOT NULL, fact_id {bytes} NOT NULL, kind {text} NOT NULL,
            occurred_at {long} NOT NULL, device {text} NOT NULL, boot {long} NOT NULL, dseq {long} NOT NULL, item {long} NOT NULL,
            device_at {long}, received_at {long} NOT NULL, recorded_at {long} NOT NULL, uncertainty {long} NOT NULL,
            actor {text}, second_actor {text}, corrects {bytes},
            salt {bytes}, payload {bytes}, payload_digest {bytes} NOT NULL, hash {bytes} NOT NULL,
            PRIMARY KEY (stream, seq)) {heap};
        CREATE UNIQUE INDEX fact_by_id ON fact (fact_id);
        CREATE TABLE stream_head (stream {text} NOT NULL PRIMARY KEY, seq {long} NOT NULL, hash {bytes} NOT NULL) {clustered};
        CREATE TABLE entity_state (
            kind {text} NOT NULL, id {text} NOT NULL, seq {long} NOT NULL, position {long} NOT NULL, changed_at {long} NOT NULL,
            view {bytes} NOT NULL, PRIMARY KEY (kind, id)) {heap};
        CREATE UNIQUE INDEX entity_by_position ON entity_state (position);
        CREATE TABLE outbox (
            sender {text} NOT NULL, receiver {text} NOT NULL, version {long} NOT NULL, queued {long} NOT NULL, payload {bytes} NOT NULL,
            PRIMARY KEY (sender, receiver)) {heap};
        CREATE INDEX outbox_by_queued ON outbox (queued);
        CREATE TABLE deadline (
            stream {text} NOT NULL, kind {text} NOT NULL, due_at {long} NOT NULL, PRIMARY KEY (stream, kind, due_at)) {clustered};
        CREATE INDEX deadline_by_due ON deadline (due_at);
        CREATE TABLE tube (
            serial {text} NOT NULL, box {text} NOT NULL, at {long} NOT NULL, fact {bytes} NOT NULL,
            PRIMARY KEY (serial, box, fact)) {clustered};
        CREATE TABLE position (
            id {rowid}, hearer {text} NOT NULL, device {text} NOT NULL, boot {long} NOT NULL, seq {long} NOT NULL,
            occurred_at {long} NOT NULL, device_at {long} NOT NULL, received_at {long} NOT NULL,
            lat_deg {real} NOT NULL, lon_deg {real} NOT NULL, speed_kmh {real} NOT NULL, heading_deg {real} NOT NULL,
            accuracy_m {real} NOT NULL, hash {bytes}) {heap};
        CREATE INDEX position_by_time ON position (hearer, occurred_at);
        CREATE TABLE heard (
            id {rowid}, hearer {text} NOT NULL, n {long} NOT NULL, device {text} NOT NULL, boot {long} NOT NULL, seq {long} NOT NULL,
            occurred_at {long} NOT NULL, device_at {long} NOT NULL, received_at {long} NOT NULL,
            code {text} NOT NULL, rssi_dbm {long} NOT NULL, open {long}, hash {bytes}) {heap};
        CREATE UNIQUE INDEX heard_by_n ON heard (hearer, n);
        CREATE TABLE temperature (
            id {rowid}, hearer {text} NOT NULL, device {text} NOT NULL, boot {long} NOT NULL, seq {long} NOT NULL,
            occurred_at {long} NOT NULL, device_at {long} NOT NULL, received_at {long} NOT NULL,
            celsius {real} NOT NULL, hash {bytes}) {heap};
        CREATE TABLE hearer_last (
            hearer {text} NOT NULL PRIMARY KEY, heard_n {long} NOT NULL, heard_at {long} NOT NULL, fix_at {long}, lat_deg {real},
            lon_deg {real}, speed_kmh {real}, heading_deg {real}, accuracy_m {real}, fix_received_at {long}) {clustered};
        CREATE TABLE unreadable (
            id {rowid}, device {text} NOT NULL, topic {text} NOT NULL, reason {text} NOT NULL, received_at {long} NOT NULL,
            recorded_at {long} NOT NULL, salt {bytes}, payload {bytes}, payload_digest {bytes} NOT NULL, hash {bytes}) {heap};
        CREATE TABLE root (
            id {rowid}, at {long} NOT NULL, root {text} NOT NULL, streams {long} NOT NULL, facts {long} NOT NULL,
            heads {bytes} NOT NULL, signature {text} NOT NULL, public_key {text} NOT NULL) {heap};
        """;

    const string PositionsByTime = """
        DROP INDEX position_by_time;
        CREATE TABLE position_time (
            hearer {text} NOT NULL, occurred_at {long} NOT NULL, id {long} NOT NULL, PRIMARY KEY (hearer, occurred_at, id)) {clustered};
        CREATE TABLE position_timed (until {long} NOT NULL) {heap};
        INSERT INTO position_timed (until) VALUES (0);
        """;

    /// <summary>Not chained, and in no root: rows are deleted after their days, and prove nothing before.</summary>
    const string SpareTrackers = """
        CREATE TABLE spare_position (
            device {text} NOT NULL, tst {long} NOT NULL, digest {bytes} NOT NULL, hearer {text} NOT NULL, occurred_at {long} NOT NULL, received_at {long} NOT NULL,
            lat_deg {real} NOT NULL, lon_deg {real} NOT NULL, speed_kmh {real} NOT NULL, heading_deg {real} NOT NULL, accuracy_m {real} NOT NULL,
            PRIMARY KEY (device, tst, digest)) {clustered};
        CREATE INDEX spare_position_by_received ON spare_position (received_at);
        """;

    const string TubesTakenOut = "ALTER TABLE tube ADD COLUMN taken_out {long} NOT NULL DEFAULT 0;";
}
