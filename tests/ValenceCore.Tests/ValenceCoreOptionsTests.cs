using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests;

internal sealed class ValenceCoreOptionsTests
{
    [Test]
    public async Task Wrong_options_stop_the_start_and_are_all_named()
    {
        var start = () => CoreUnderTest.StartedAsync(options =>
        {
            options.Database = "Colour=red";
            options.Ironic.Url = "ironic:6385";
            options.Ironic.Username = "u";
            options.Deadlines.Compose = TimeSpan.Zero;
            options.PollInterval = TimeSpan.FromSeconds(-1);
            options.PassThrough.PodManager = "";
            options.PassThrough.Allow = ["a/b"];
        });

        var problems = (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ToList();

        foreach (var name in (string[])["Database", "Ironic.Url", "Ironic.Username", "Deadlines.Compose", "PollInterval", "PassThrough.PodManager", "PassThrough.Allow"])
        {
            problems.ShouldContain(problem => problem.StartsWith(name));
        }
    }
}
