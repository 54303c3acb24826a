using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Shouldly;
using Simulator.Faces;
using Simulator.Faults;

namespace Simulator.Tests.Faces;

public sealed class ChangedAnswerTests
{
    private static readonly FaultEffect.Edit ToFive = new([new BodyEdit { Path = "/a", Value = JsonElement.Parse("5") }]);

    [Test]
    public async Task What_was_written_and_not_yet_flushed_is_changed_too()
    {
        var (context, sent, missed) = await SendAsync(
            async response =>
            {
                response.ContentType = "application/json";
                await response.Body.WriteAsync("""{"a":1,"""u8.ToArray());
                "\"b\":2}"u8.CopyTo(response.BodyWriter.GetSpan(6));
                response.BodyWriter.Advance(6);
            });

        (sent, missed).ShouldBe(("""{"a":5,"b":2}""", null));
        context.Response.ContentLength.ShouldBe(sent.Length);
    }

    [TestCase("application/json", "not JSON", "the answer is not JSON")]
    [TestCase("application/json", "{\"b\":1}", null)]
    [TestCase("application/json", "[1]", "the answer has no /a")]
    [TestCase("text/event-stream; charset=utf-8", "data: {\"a\":1}\n\n", "the answer is a stream of events")]
    public async Task What_does_not_fit_goes_out_as_it_was(string type, string body, string? told)
    {
        var (_, sent, missed) = await SendAsync(response =>
        {
            response.ContentType = type;
            return response.WriteAsync(body);
        });

        missed.ShouldBe(told);
        sent.ShouldBe(told is null ? """{"b":1,"a":5}""" : body);
    }

    [Test]
    public async Task A_bug_while_serving_is_answered_on_the_real_line()
    {
        var context = ContextOver(out var real);
        await Should.ThrowAsync<InvalidOperationException>(
            ChangedAnswer.SendAsync(context, _ => throw new InvalidOperationException(), ToFive, _ => { }));

        await context.Response.WriteAsync("sorry");

        Encoding.UTF8.GetString(real.ToArray()).ShouldBe("sorry");
    }

    private static async Task<(HttpContext Context, string Sent, string? Missed)> SendAsync(Func<HttpResponse, Task> serve)
    {
        var context = ContextOver(out var real);
        string? told = "nothing";
        await ChangedAnswer.SendAsync(context, served => serve(served.Response), ToFive, missed => told = missed);
        return (context, Encoding.UTF8.GetString(real.ToArray()), told);
    }

    private static DefaultHttpContext ContextOver(out MemoryStream real)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Response.Body = real = new MemoryStream();
        return context;
    }
}
