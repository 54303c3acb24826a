using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class AccessOptionsTests
{
    [Test]
    public async Task An_unknown_mode_stops_the_start_and_names_the_known_ones()
    {
        var problems = await ProblemsAsync(options => options.Access.Mode = "magic");

        problems.ShouldBe(["Access.Mode: 'magic' is not a mode, use one of none, token, http_basic, keystone"]);
    }

    [TestCase("token", "Access.Tokens: is empty")]
    [TestCase("http_basic", "Access.Users: is empty")]
    [TestCase("keystone", "Access.Keystone.Url")]
    public async Task A_mode_without_anybody_stops_the_start(string mode, string problem) =>
        (await ProblemsAsync(options => options.Access.Mode = mode)).ShouldContain(one => one.StartsWith(problem, StringComparison.Ordinal));

    [Test]
    public async Task Everything_wrong_is_named_at_once()
    {
        var problems = await ProblemsAsync(options =>
        {
            options.Access.Mode = AccessModes.Token;
            options.Access.Tokens =
            [
                new AccessTokenOptions { Name = "a", Role = "boss", Sha256 = "clear text" },
                new AccessTokenOptions { Name = "a", Role = "admin", Sha256 = new string('0', 64) },
            ];
            options.Limits.BodyBytes = 0;
            options.Limits.JsonDepth = 1;
        });

        foreach (var name in (string[])
            ["Access.Tokens[0].Role", "Access.Tokens[0].Sha256", "Access.Tokens[1].Name", "Limits.BodyBytes", "Limits.JsonDepth"])
        {
            problems.ShouldContain(problem => problem.StartsWith(name, StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task A_password_in_clear_stops_the_start_and_is_not_repeated()
    {
        var problems = await ProblemsAsync(options =>
        {
            options.Access.Mode = AccessModes.HttpBasic;
            options.Access.Users = [new AccessUserOptions { Name = "a:b", Role = "admin", PasswordHash = "in clear" }];
        });

        problems.ShouldContain(problem => problem.StartsWith("Access.Users[0].Name", StringComparison.Ordinal));
        problems.ShouldContain(problem => problem.StartsWith("Access.Users[0].PasswordHash", StringComparison.Ordinal));
        problems.ShouldNotContain(problem => problem.Contains("in clear", StringComparison.Ordinal));
    }

    [TestCase("http://127.0.0.1:8181", true)]
    [TestCase("http://localhost:8181", true)]
    [TestCase("http://[::1]:8181", true)]
    [TestCase("https://127.0.0.7:1", true)]
    [TestCase("http://unix:/run/valence.sock", true)]
    [TestCase("http://0.0.0.0:8181", false)]
    [TestCase("http://*:8181", false)]
    [TestCase("http://+:8181", false)]
    [TestCase("http://[::]:8181", false)]
    [TestCase("http://10.0.0.1:8181", false)]
    [TestCase("http://127.0.0.1.evil.example:8181", false)]
    public void Without_authentication_only_this_machine_may_be_served(string address, bool isAllowed)
    {
        var problem = ValenceAccess.ListeningProblem(new AccessOptions(), ["http://127.0.0.1:1", address]);

        (problem is null).ShouldBe(isAllowed, problem);
        ValenceAccess.ListeningProblem(new AccessOptions { Mode = AccessModes.Token }, [address]).ShouldBeNull();
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(Action<ValenceCoreOptions> configure)
    {
        var start = () => CoreUnderTest.StartedAsync(configure);
        return [.. (await start.ShouldThrowAsync<OptionsValidationException>()).Failures];
    }

    [TestCase(AccessModes.Token, "http://0.0.0.0:1", "tokens travel in clear")]
    [TestCase(AccessModes.Keystone, "http://*:1", "tokens travel in clear")]
    [TestCase(AccessModes.HttpBasic, "http://[::]:1", "passwords travel in clear")]
    [TestCase(AccessModes.HttpBasic, "http://10.0.0.1:1", "passwords travel in clear")]
    [TestCase(AccessModes.Token, "https://0.0.0.0:1", null)]
    [TestCase(AccessModes.Token, "http://localhost:1", null)]
    [TestCase(AccessModes.None, "http://0.0.0.0:1", null, Description = "that is more than a warning")]
    public void What_travels_in_clear_beyond_this_machine_is_warned_of(string mode, string address, string? told)
    {
        var warning = ValenceAccess.ListeningWarning(new AccessOptions { Mode = mode }, ["http://127.0.0.1:1", address]);

        if (told is null)
        {
            warning.ShouldBeNull();
        }
        else
        {
            warning.ShouldNotBeNull().ShouldStartWith($"{address} can be reached from other machines");
            warning.ShouldContain(told);
        }
    }
}
