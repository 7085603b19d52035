using System.Text.Json;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>An order as it comes in.</summary>
public sealed class OrderBodyTests
{
    [Theory]
    [InlineData("""{"kind":"divert","trip":"T1","laboratory":"LAB2"}""")]
    [InlineData("""{"trip":"T1","laboratory":"LAB2","kind":"divert"}""")]
    [InlineData("""{"trip":"T1","kind":"divert","laboratory":"LAB2"}""")]
    public void It_may_say_its_kind_anywhere(string body) =>
        Assert.Equal(new Divert(Code.Parse<TripId>("T1"), Code.Parse<SiteId>("LAB2")), Read(body));

    [Theory]
    [InlineData("""{"trip":"T1","laboratory":"LAB2"}""")]
    [InlineData("""{"kind":"divert","trip":"T1"}""")]
    [InlineData("""{"kind":"divert","trip":null,"laboratory":"LAB2"}""")]
    [InlineData("""{"kind":"fly","trip":"T1"}""")]
    [InlineData("""{"kind":"divert","trip":"T1","laboratory":"LAB2","more":1}""")]
    public void Without_a_kind_or_a_part_or_with_a_strange_one_it_is_refused(string body) =>
        Assert.True(Record.Exception(() => Read(body)) is JsonException or NotSupportedException);

    static Order? Read(string order) => JsonSerializer.Deserialize<OrderBody>($$"""{"id":"ORD-1","order":{{order}}}""", ApiJson.Options)?.Order;
}
