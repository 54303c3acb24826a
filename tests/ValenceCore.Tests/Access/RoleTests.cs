using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Http;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class RoleTests : CoreTests
{
    private IEnumerable<(string Method, string Pattern)> Served => Core.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>())
        .OfType<ValenceRoute>()
        .SelectMany(route => route.Methods.Select(method => (method, route.Pattern)));

    [Test]
    public void Every_route_says_who_may_use_it()
    {
        Served.ShouldNotBeEmpty();
        Served.Where(route => RouteRules.Find(route.Method, route.Pattern) is null).ShouldBeEmpty("RouteRules has a row for every route");
    }

    [Test]
    public async Task A_route_turns_away_the_role_below_its_own_and_lets_its_own_in()
    {
        Ironic.On(StubIronic.ListNodes, StubReply.Json(new JsonObject { ["nodes"] = new JsonArray() }));
        string?[] people = [null, People.Reader, People.Operator, People.Admin];
        foreach (var (method, pattern) in Served.Where(route => !route.Pattern.EndsWith("events", StringComparison.Ordinal)))
        {
            var path = pattern.Replace("{uuid}", "none", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal);
            var least = RouteRules.Find(method, pattern)!.Least;
            foreach (var person in people)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.Add("X-Auth-Token", person is null ? "stranger" : People.TokenOf(person));

                var answer = await Core.SendAsync(request);

                var mayPass = least is null || Array.IndexOf(people, person) > (int)least;
                var isTurnedAway = answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                isTurnedAway.ShouldBe(!mayPass, $"{person} {method} {path}: {answer}");
            }
        }
    }

    [Test]
    public async Task A_403_names_the_caller_his_role_and_the_one_needed()
    {
        var answer = await Core.AsAsync(People.Reader, HttpMethod.Post, "/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text("code").ShouldBe("Forbidden");
        answer.Detail.ShouldBe("'rita' is reader; this needs operator.");
    }

    [TestCase("POST", "/v1/pod_managers", "admin")]
    [TestCase("POST", "/v1/nodes/{uuid}/register", "operator")]
    [TestCase("HEAD", "/v1/nodes", "reader")]
    [TestCase("PATCH", "/v1/flavors/{uuid}", "admin")]
    [TestCase("POST", "/v1/forgotten", "admin")]
    public void The_table_says(string method, string pattern, string role) =>
        RouteRules.For(method, pattern).Least!.Value.Name().ShouldBe(role);

    protected override void Configure(ValenceCoreOptions options)
    {
        People.ByToken(options);
        options.Limits.FailedLoginsPerMinute = 0;
    }
}
