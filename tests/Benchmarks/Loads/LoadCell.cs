using SpecimenLogistics.Benchmarks.Publish;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>One round of one line: ours and what it is held against, one right after the other.</summary>
/// <param name="JournalPerSecond">Rows of the same transactions, appended without MQTT and grains.</param>
sealed record LoadCell(string Store, int Nodes, LoadShape Shape, LoadResult Ours, LoadResult Mosquitto, double JournalPerSecond);
