using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class QueryTests
{
    private const string Systems = "/redfish/v1/Systems";
    private const string System = Systems + "/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("$top=3", 0, 3)]
    [TestCase("$skip=14", 14, 2)]
    [TestCase("$skip=2&$top=4", 2, 4)]
    [TestCase("$top=0", 0, 0)]
    [TestCase("$top=1000", 0, 16)]
    [TestCase("$skip=1000", 0, 0)]
    [TestCase("$skip=99999999999&$top=99999999999", 0, 0)] // beyond 32 bits
    public async Task A_page_is_cut_out_of_the_members_and_the_count_stays_whole(string query, int from, int count)
    {
        var all = Uris((await GetAsync(Systems)).GetProperty("Members"));

        var body = await GetAsync($"{Systems}?{query}");

        Uris(body.GetProperty("Members")).ShouldBe(all.Skip(from).Take(count));
        body.GetProperty("Members@odata.count").GetInt32().ShouldBe(16);
    }

    [TestCase("Id eq 'r1-d1-s1'", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' or Id eq 'r1-d1-s2'", "r1-d1-s1", "r1-d1-s2")]
    [TestCase("(Id eq 'r1-d1-s1' or Id eq 'r1-d1-s2') and not (Id eq 'r1-d1-s2')", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' or Id eq 'r1-d1-s2' and Id eq 'none'", "r1-d1-s1")] // and binds closer
    [TestCase("Id le 'r1-d1-s2'", "r1-d1-s1", "r1-d1-s2")]
    [TestCase("Id lt 'r1-d1-s2'", "r1-d1-s1")]
    [TestCase("'r1-d1-s2' gt Id", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and Status/Health eq 'OK'", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and ProcessorSummary/Count ge 1 and ProcessorSummary/Count lt 1e3", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and ProcessorSummary/Count gt 0.5", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and NoSuch eq null and NoSuch ne 'x' and not (NoSuch gt 1) and not NoSuch", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and NoSuch/Below eq null and Status ne null", "r1-d1-s1")]
    [TestCase("Id eq 'r1-d1-s1' and Id eq 5")] // of another kind
    [TestCase("Status/Health gt 5")]
    [TestCase("Name eq 'it''s'")]
    [TestCase("false")]
    public async Task A_filter_keeps_the_members_that_it_is_true_for(string filter, params string[] ids)
    {
        var body = await GetAsync($"{Systems}?$filter={Uri.EscapeDataString(filter)}");

        Uris(body.GetProperty("Members")).ShouldBe(ids.Select(id => $"{Systems}/{id}"));
        body.GetProperty("Members@odata.count").GetInt32().ShouldBe(ids.Length);
    }

    [Test]
    public async Task The_page_is_cut_after_the_filter_and_the_count_is_what_the_filter_found()
    {
        var body = await GetAsync($"{Systems}?$top=1&$skip=1&$filter=Id%20lt%20'r1-d2'&$expand=.&$select=Id");

        body.GetProperty("Members@odata.count").GetInt32().ShouldBe(
            (await GetAsync($"{Systems}?$filter=Id%20lt%20'r1-d2'")).GetProperty("Members").GetArrayLength());
        var member = body.GetProperty("Members").EnumerateArray().ShouldHaveSingleItem();
        member.GetProperty("Id").GetString().ShouldBe("r1-d1-s2");
        Names(member).ShouldBe(["@odata.etag", "@odata.id", "@odata.type", "Id"]);
    }

    [Test]
    public async Task The_only_member_is_answered_in_the_place_of_its_collection()
    {
        var storage = await _simulator.Redfish.GetAsync($"{System}/Storage?only");
        var member = await _simulator.Redfish.GetAsync($"{System}/Storage/local");

        storage.Text.ShouldBe(member.Text);
        storage.Headers["ETag"].ShouldBe(member.Headers["ETag"]);
        storage.Headers["Link"].ShouldBe(member.Headers["Link"]);
    }

    [Test]
    public async Task Where_members_are_many_or_none_only_answers_the_collection()
    {
        (await _simulator.Redfish.GetAsync($"{Systems}?only")).Text.ShouldBe((await _simulator.Redfish.GetAsync(Systems)).Text);
        (await _simulator.Redfish.GetAsync("/redfish/v1/Nodes?only")).Text.ShouldBe((await _simulator.Redfish.GetAsync("/redfish/v1/Nodes")).Text);
    }

    [Test]
    public async Task Select_keeps_what_is_named_and_the_identity()
    {
        var answer = await _simulator.Redfish.GetAsync($"{System}?$select=Name,Status/Health,Processors,NoSuch,Id/x");

        Names(answer.Body).ShouldBe(["@odata.etag", "@odata.id", "@odata.type", "Name", "Processors", "Status"]);
        Names(answer.Body.GetProperty("Status")).ShouldBe(["Health"]);
        var whole = await _simulator.Redfish.GetAsync(System);
        answer.Headers["ETag"].ShouldBe(whole.Headers["ETag"]);
        answer.Body.GetProperty("@odata.etag").GetString().ShouldBe(whole.Headers["ETag"]);
        (await _simulator.Redfish.GetAsync($"{System}?$select=Name", ("If-None-Match", whole.Headers["ETag"]))).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Test]
    public async Task Select_of_everything_changes_nothing() =>
        (await GetAsync($"{System}?$select=*")).GetRawText().ShouldBe((await GetAsync(System)).GetRawText());

    [Test]
    public async Task An_annotation_stays_with_its_property()
    {
        var body = await GetAsync($"{Systems}?$select=Members");

        Names(body).ShouldBe(["@odata.etag", "@odata.id", "@odata.type", "Members", "Members@odata.count"]);
    }

    [TestCase("$expand=.&$select=Name")]
    [TestCase("$expand=.&$select=Members/Name")]
    [TestCase("$expand=*&$select=Name")]
    public async Task On_an_expanded_collection_select_is_for_the_members_too(string query)
    {
        var body = await GetAsync($"{Systems}?{query}");

        body.GetProperty("Members@odata.count").GetInt32().ShouldBe(16);
        body.GetProperty("Members").GetArrayLength().ShouldBe(16);
        body.GetProperty("Members").EnumerateArray().ShouldAllBe(m => Names(m).SequenceEqual(new[] { "@odata.etag", "@odata.id", "@odata.type", "Name" }));
    }

    [Test]
    public async Task Expanded_members_are_what_a_read_of_each_gives()
    {
        var body = await GetAsync($"{Systems}?$expand=.");

        foreach (var member in body.GetProperty("Members").EnumerateArray())
        {
            member.GetRawText().ShouldBe((await GetAsync(member.GetProperty("@odata.id").GetString()!)).GetRawText());
        }
    }

    [Test]
    public async Task The_signs_of_expand_tell_links_from_other_references()
    {
        var others = await GetAsync($"{System}?$expand=.");
        var links = await GetAsync($"{System}?$expand=~");
        var all = await GetAsync($"{System}?$expand=*");

        (IsWhole(others.GetProperty("Processors")), IsWhole(Chassis(others))).ShouldBe((true, false));
        (IsWhole(links.GetProperty("Processors")), IsWhole(Chassis(links))).ShouldBe((false, true));
        (IsWhole(all.GetProperty("Processors")), IsWhole(Chassis(all))).ShouldBe((true, true));

        static JsonElement Chassis(JsonElement system) => system.GetProperty("Links").GetProperty("Chassis")[0];
    }

    [Test]
    public async Task Levels_tell_how_deep()
    {
        foreach (var levels in new[] { 1, 2, 3 })
        {
            var member = (await GetAsync($"/redfish/v1/?$expand=.($levels={levels})")).GetProperty("Systems");

            IsWhole(member).ShouldBeTrue();
            IsWhole(member.GetProperty("Members")[0]).ShouldBe(levels >= 2);
            if (levels >= 2)
            {
                IsWhole(member.GetProperty("Members")[0].GetProperty("Processors")).ShouldBe(levels >= 3);
            }
        }
    }

    [Test]
    public async Task Fifty_systems_can_be_read_at_once_with_the_drives_in_them()
    {
        var sleds = string.Join(',', Enumerable.Repeat("\"plain\"", 60));
        await using var large = await StartedSimulator.StartAsync(rack: $$"""
            { "pod": { "name": "Large" },
              "models": { "plain": { "model": "Sled", "processors": [ { "count": 2, "model": "CPU", "cores": 16 } ], "memory": [ { "count": 8, "mib": 16384 } ],
                                     "nics": [ { "count": 2, "mbps": 25000 } ], "drives": [ { "count": 2, "gib": 960 } ] } },
              "racks": [ { "drawers": [ { "unit": 1, "sleds": [ {{sleds}} ] } ] } ] }
            """);

        var page = await large.Redfish.GetAsync("/redfish/v1/Systems?$top=50&$skip=10&$expand=.($levels=4)");

        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        var members = page.Body.GetProperty("Members").EnumerateArray().ToList();
        members.Count.ShouldBe(50);
        members.ShouldAllBe(system => system.GetProperty("Storage").GetProperty("Members")[0].GetProperty("Drives").EnumerateArray().All(IsWhole));
    }

    [Test]
    public async Task A_link_back_to_what_it_stands_in_stays_a_link()
    {
        var system = await GetAsync($"{System}?$expand=~($levels=2)");

        var chassis = system.GetProperty("Links").GetProperty("Chassis")[0];
        IsWhole(chassis).ShouldBeTrue();
        IsWhole(chassis.GetProperty("Links").GetProperty("ComputerSystems")[0]).ShouldBeFalse();
    }

    [Test]
    public async Task An_answer_that_shows_other_resources_has_no_tag_of_one()
    {
        foreach (var query in new[] { "$expand=.", "$filter=Id%20ne%20'x'" })
        {
            var answer = await _simulator.Redfish.GetAsync($"{Systems}?{query}", ("If-None-Match", "*"));

            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Headers.Keys.ShouldNotContain("ETag");
            answer.Headers["Link"].ShouldContain("ComputerSystemCollection");
        }
    }

    [Test]
    public async Task A_head_with_a_query_has_the_headers_of_its_get()
    {
        var get = await _simulator.Redfish.GetAsync($"{Systems}?$top=1");

        var head = await _simulator.Redfish.SendAsync(HttpMethod.Head, $"{Systems}?$top=1", null);

        head.Bytes.ShouldBeEmpty();
        head.Headers["Content-Length"].ShouldBe(get.Headers["Content-Length"]);
    }

    [TestCase("$top=x", 400, "QueryParameterValueTypeError")]
    [TestCase("$top=-1", 400, "QueryParameterValueTypeError")]
    [TestCase("$top=", 400, "QueryParameterValueTypeError")]
    [TestCase("$skip=1.5", 400, "QueryParameterValueTypeError")]
    [TestCase("$skip=99999999999999999999", 400, "QueryParameterOutOfRange")]
    [TestCase("$top=x&$skip=y", 400, "QueryParameterValueTypeError", "QueryParameterValueTypeError")]
    [TestCase("$top=1&$top=2", 400, "QueryCombinationInvalid")]
    [TestCase("only=foo", 400, "QueryParameterValueTypeError")]
    [TestCase("only&$top=1", 400, "QueryCombinationInvalid")]
    [TestCase("only&$expand=.", 400, "QueryCombinationInvalid")]
    [TestCase("$select=", 400, "QueryParameterValueFormatError")]
    [TestCase("$select=%20", 400, "QueryParameterValueFormatError")]
    [TestCase("$select=a%20b", 400, "QueryParameterValueFormatError")]
    [TestCase("$select=Name,,Id", 400, "QueryParameterValueFormatError")]
    [TestCase("$select=Status($select=State)", 501, "QueryParameterUnsupported")]
    [TestCase("$select=Status($top=1)", 501, "QueryParameterUnsupported")]
    [TestCase("$expand=", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=Members", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.x", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=..", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.()", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($levels=x)", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($levels=max)", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($levels=-1)", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($levels=1),AnyLink($levels=2)", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($levels=0)", 400, "QueryParameterOutOfRange")]
    [TestCase("$expand=.($levels=7)", 400, "QueryParameterOutOfRange")]
    [TestCase("$expand=.($levels=99999999999999999999)", 400, "QueryParameterValueFormatError")]
    [TestCase("$expand=.($top=1)", 501, "QueryParameterUnsupported")]
    [TestCase("$expand=.($select=Name)", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=Name%20eq", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=Name%20EQ%20'x'", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=(Name%20eq%20'x'", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=5", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=Name%20eq%20\"x\"", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=contains(Name,'x')", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=nofun(Name)", 400, "QueryParameterValueFormatError")] // OData has no such function
    [TestCase("$filter=startswith(Name,'x')%20and%20length(Name)%20gt%201", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=Name%20in%20('a','b')", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=Status%20has%20'OK'", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=Count%20add%201%20eq%202", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=-Count%20eq%202", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=Members/any(x:x/y%20eq%201)", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=Name%20eq%20@p", 501, "QueryParameterUnsupported")]
    [TestCase("$top=x&$filter=contains(Name,'x')", 501, "QueryParameterValueTypeError", "QueryParameterUnsupported")]
    public async Task Everything_wrong_with_a_query_is_told(string query, int status, params string[] problems)
    {
        var answer = await _simulator.Redfish.GetAsync($"{Systems}?{query}");

        ((int)answer.Status).ShouldBe(status);
        answer.Problems.ShouldBe(problems);
    }

    [TestCase(System, "$top=1")]
    [TestCase(System, "$skip=1")]
    [TestCase(System, "$filter=true")]
    [TestCase(System, "only")]
    [TestCase("/redfish/v1/", "$top=1")]
    [TestCase("/redfish/v1/$metadata", "$select=Name")]
    [TestCase("/redfish/v1/odata", "only")]
    public async Task What_is_for_collections_is_refused_elsewhere(string uri, string query)
    {
        var answer = await _simulator.Redfish.GetAsync($"{uri}?{query}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(["QueryNotSupportedOnResource"]);
    }

    [TestCase("PATCH", System, "$select=Name")]
    [TestCase("POST", "/redfish/v1/SessionService/Sessions", "$expand=.")]
    [TestCase("DELETE", "/redfish/v1/Nodes/1", "only")]
    public async Task Only_reads_take_queries(string method, string uri, string query)
    {
        var answer = await _simulator.Redfish.SendAsync(new HttpMethod(method), $"{uri}?{query}", RedfishClient.Json("{}"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(["QueryNotSupportedOnOperation"]);
    }

    [Test]
    public async Task An_excerpt_is_what_other_resources_repeat()
    {
        Names(await GetAsync("/redfish/v1/Chassis/r1-d1-s1/Sensors/power?excerpt")).Where(n => !n.StartsWith('@')).ShouldBe(["Reading", "PhysicalContext"], ignoreOrder: true);
        Names(await GetAsync("/redfish/v1/Chassis/r1-d1-s1/Controls/power-limit?excerpt")).Where(n => !n.StartsWith('@')).ShouldContain("SetPoint");
        var sensors = await GetAsync("/redfish/v1/Chassis/r1/Sensors?$expand=.&excerpt&$select=Reading");
        sensors.GetProperty("Members").EnumerateArray().ShouldAllBe(m => Names(m).Count(n => !n.StartsWith('@')) == 1);
    }

    [TestCase(System + "?excerpt", "QueryNotSupportedOnResource")]
    [TestCase(Systems + "?excerpt", "QueryNotSupportedOnResource")]
    [TestCase("/redfish/v1/Chassis/r1/Sensors/power?excerpt=Reading", "QueryParameterValueTypeError")]
    [TestCase("/redfish/v1/$metadata?excerpt", "QueryNotSupportedOnResource")]
    public async Task An_excerpt_of_what_has_none_is_refused(string uri, string problem)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
    }

    [Test]
    public async Task What_is_announced_is_what_there_is()
    {
        var features = (await GetAsync("/redfish/v1/")).GetProperty("ProtocolFeaturesSupported");

        foreach (var name in new[] { "SelectQuery", "FilterQuery", "FilterQueryComparisonOperations", "FilterQueryCompoundOperations", "TopSkipQuery", "OnlyMemberQuery", "ExcerptQuery" })
        {
            features.GetProperty(name).GetBoolean().ShouldBeTrue(name);
        }

        var expand = features.GetProperty("ExpandQuery");
        Names(expand).Where(n => n != "MaxLevels").ShouldAllBe(n => expand.GetProperty(n).GetBoolean());
        var deepest = expand.GetProperty("MaxLevels").GetInt32();
        (await _simulator.Redfish.GetAsync($"{System}?$expand=.($levels={deepest})")).Status.ShouldBe(HttpStatusCode.OK);
        (await _simulator.Redfish.GetAsync($"{System}?$expand=.($levels={deepest + 1})")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> GetAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Body;
    }

    private static bool IsWhole(JsonElement value) => value.TryGetProperty("@odata.type", out _);

    private static IReadOnlyList<string> Uris(JsonElement members) => [.. members.EnumerateArray().Select(m => m.GetProperty("@odata.id").GetString()!)];

    private static IReadOnlyList<string> Names(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
}
