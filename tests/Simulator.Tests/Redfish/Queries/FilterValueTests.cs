using System.Text.Json;
using Microsoft.OData.Edm;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish;

public sealed class FilterValueTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
    [
        new TestCaseData("\"b\"", "a", 1),
        new TestCaseData("\"B\"", "a", -1), // by code, as the standard's own examples compare
        new TestCaseData("3", 3, 0),
        new TestCaseData("3.0", 3L, 0),
        new TestCaseData("0.1", 0.1f, 0),
        new TestCaseData("9007199254740993", 9_007_199_254_740_992L, 1), // one apart, beyond what a double tells apart
        new TestCaseData("1e300", 5, 1),
        new TestCaseData("true", true, 0),
        new TestCaseData("\"2026-01-01T00:00:00+01:00\"", new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero), 0),
        new TestCaseData("\"2026-01-02T00:00:00Z\"", new Date(2026, 1, 1), 1),
        new TestCaseData("\"PT90M\"", TimeSpan.FromHours(1), 1),
        new TestCaseData("\"01234567-89AB-CDEF-0123-456789ABCDEF\"", Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), 0),
        new TestCaseData("null", null, 0),
        new TestCaseData("null", 1, null),
        new TestCaseData("1", null, null),
        new TestCaseData("\"1\"", 1, null),
        new TestCaseData("\"soon\"", TimeSpan.FromHours(1), null),
        new TestCaseData("\"soon\"", new Date(2026, 1, 1), null),
        new TestCaseData("\"x\"", Guid.Empty, null),
        new TestCaseData("{}", null, null),
        new TestCaseData("[]", "x", null),
        new TestCaseData("1", double.NaN, null),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void A_property_is_compared_with_a_literal_of_its_kind(string property, object? literal, int? order)
    {
        var left = FilterValue.OfProperty(JsonElement.Parse($$"""{"P":{{property}}}"""), "P");
        var right = FilterValue.OfLiteral(literal).ShouldNotBeNull();

        Math.Sign(FilterValue.Compare(left, right) ?? 0).ShouldBe(order ?? 0);
        FilterValue.Compare(left, right).HasValue.ShouldBe(order.HasValue);
        Math.Sign(FilterValue.Compare(right, left) ?? 0).ShouldBe(-(order ?? 0));
    }

    [Test]
    public void A_time_of_day_is_no_literal_here() => FilterValue.OfLiteral(new TimeOfDay(1, 2, 3, 4)).ShouldBeNull();
}
