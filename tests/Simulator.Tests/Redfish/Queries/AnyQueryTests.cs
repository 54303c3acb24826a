using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class AnyQueryTests
{
    private StartedSimulator _simulator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("/redfish/v1/Systems")]
    [TestCase("/redfish/v1/Systems/r1-d1-s1")]
    [TestCase("/redfish/v1/$metadata")]
    public void Whatever_the_query_is_it_is_answered_or_refused_in_the_standard_form(string uri) =>
        Prop.ForAll(SomeQuery.Text.ToArbitrary(), query => AnswerAsync($"{uri}?{query}").GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(700).WithReplay(20_261_120, 7));

    [TestCase('(')]
    [TestCase('-')]
    public async Task A_filter_as_long_as_a_request_may_be_is_refused(char sign) =>
        (await _simulator.Redfish.GetAsync($"/redfish/v1/Systems?$filter={new string(sign, 7_000)}true")).Problems.ShouldHaveSingleItem();

    private async Task<bool> AnswerAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);
        return (int)answer.Status == 200 || ((int)answer.Status is 400 or 501 or 507 && answer.Problems.Count > 0);
    }
}
