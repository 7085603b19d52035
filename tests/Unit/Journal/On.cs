namespace SpecimenLogistics.Unit.Journal;

/// <summary>Which database a store's tests run on: every test of the store holds for both.</summary>
public enum On { Sqlite, Postgres }

public sealed class AppendTests_SQLite() : AppendTests(On.Sqlite);
public sealed class AppendTests_PostgreSQL() : AppendTests(On.Postgres);
public sealed class EvidenceTests_SQLite() : EvidenceTests(On.Sqlite);
public sealed class EvidenceTests_PostgreSQL() : EvidenceTests(On.Postgres);
public sealed class FollowTests_SQLite() : FollowTests(On.Sqlite);
public sealed class FollowTests_PostgreSQL() : FollowTests(On.Postgres);
public sealed class KillTests_SQLite() : KillTests(On.Sqlite);
public sealed class KillTests_PostgreSQL() : KillTests(On.Postgres);
public sealed class PositionTimeTests_SQLite() : PositionTimeTests(On.Sqlite);
public sealed class PositionTimeTests_PostgreSQL() : PositionTimeTests(On.Postgres);
public sealed class QueueTests_SQLite() : QueueTests(On.Sqlite);
public sealed class QueueTests_PostgreSQL() : QueueTests(On.Postgres);
public sealed class RootTests_SQLite() : RootTests(On.Sqlite);
public sealed class RootTests_PostgreSQL() : RootTests(On.Postgres);
public sealed class StrangeValuesTests_SQLite() : StrangeValuesTests(On.Sqlite);
public sealed class StrangeValuesTests_PostgreSQL() : StrangeValuesTests(On.Postgres);
public sealed class SpareTests_SQLite() : SpareTests(On.Sqlite);
public sealed class SpareTests_PostgreSQL() : SpareTests(On.Postgres);
public sealed class TrackTests_SQLite() : TrackTests(On.Sqlite);
public sealed class TrackTests_PostgreSQL() : TrackTests(On.Postgres);
public sealed class TubeTests_SQLite() : TubeTests(On.Sqlite);
public sealed class TubeTests_PostgreSQL() : TubeTests(On.Postgres);
public sealed class UnknownOutcomeTests_SQLite() : UnknownOutcomeTests(On.Sqlite);
public sealed class UnknownOutcomeTests_PostgreSQL() : UnknownOutcomeTests(On.Postgres);
public sealed class UnreadableTests_SQLite() : UnreadableTests(On.Sqlite);
public sealed class UnreadableTests_PostgreSQL() : UnreadableTests(On.Postgres);
public sealed class VerifyTests_SQLite() : VerifyTests(On.Sqlite);
public sealed class VerifyTests_PostgreSQL() : VerifyTests(On.Postgres);
public sealed class SeenTests_SQLite() : SeenTests(On.Sqlite);
public sealed class SeenTests_PostgreSQL() : SeenTests(On.Postgres);
