using FsCheck;
using FsCheck.Fluent;

namespace Simulator.Tests.Redfish;

/// <summary>Random queries made of what the parser knows, in orders that it may not, and of what it does not know.</summary>
internal static class SomeQuery
{
    private static readonly string[] Names =
    [
        "$filter", "$filter", "$filter", "$select", "$select", "$expand", "$expand", "$top", "$skip", "only", "excerpt", "$orderby", "$Top", "$", "", "x", "$levels",
    ];

    private static readonly string[] Words =
    [
        "Name", "Status/Health", "Id", "Members", "AnyLink", "$it", "@p", "@odata.id", "#x", "NoSuch/Below", " eq ", " ne ", " gt ", " and ", " or ", "not ", " in ",
        " has ", " add ", " div ", " mod ", "-", "(", ")", ",", ";", "/", ".", "~", "*", "'OK'", "'", "\"", "1", "0", "-1", "1.5", "1e400", "NaN", "INF", "null", "true",
        "2147483648", "99999999999999999999", "2020-01-01", "2020-01-01T00:00:00Z", "18:00:00", "duration'P1D'", "binary'AA'", "01234567-89ab-cdef-0123-456789abcdef",
        "geography'POINT(1 2)'", "contains(Name,'x')", "cast(Id,Edm.String)", "isof(Edm.Int32)", "any(x:x)", "all(x:x/y eq 1)", "$count", "$levels=2", "($levels=2)",
        "$select=Name", "Edm.String", "Redfish.Resource", "Redfish.Resource/", "Edm.Int32'1'", "[1,2]", "{\"a\":1}", "é", "\0", " ", "%", "\ud83d\ude00", "concat(", "now()",
    ];

    public static Gen<string> Text { get; } = One.ArrayOf().Select(parts => string.Join('&', parts.Take(3)));

    private static Gen<string> One =>
        from name in Gen.Elements(Names)
        from words in Gen.Elements(Words).ArrayOf()
        select $"{name}={Uri.EscapeDataString(string.Concat(words.Take(7)))}";
}
