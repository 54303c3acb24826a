using System.CommandLine;
using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>One command as it runs: what was typed, the service, and where the answer goes.</summary>
internal sealed class Call(ParseResult parsed, ServiceOptions options, Service service, Terminal terminal, CancellationToken cancellation)
{
    public Terminal Terminal => terminal;

    public Service Service => service;

    public CancellationToken Cancellation => cancellation;

    public bool IsJson => parsed.GetValue(options.Output) == "json";

    public bool IsQuiet => parsed.GetValue(options.Quiet);

    public T? Of<T>(Option<T> option) => parsed.GetValue(option);

    public T Of<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    public Task<JsonNode?> GetAsync(string path) => SendAsync(new ServiceRequest(HttpMethod.Get, path));

    public Task<JsonNode?> PostAsync(string path, JsonNode? body, bool isLong = false) =>
        SendAsync(new ServiceRequest(HttpMethod.Post, path, body) { IsLong = isLong });

    public Task<JsonNode?> PatchAsync(string path, JsonNode body) => SendAsync(new ServiceRequest(HttpMethod.Patch, path, body));

    public Task<JsonNode?> DeleteAsync(string path) => SendAsync(new ServiceRequest(HttpMethod.Delete, path));

    public Task<JsonNode?> SendAsync(ServiceRequest request) => service.SendAsync(request, cancellation);

    /// <summary>A list, one row each, the given properties as columns; the first is what <c>--quiet</c> prints.
    /// A column is a property, <c>outer.inner</c>, or <c>#list</c> for how many are in it.</summary>
    public void Rows(JsonNode? answer, params string[] columns)
    {
        if (IsJson)
        {
            Answers.Json(terminal, answer);
        }
        else if (IsQuiet)
        {
            Answers.Lines(terminal, Answers.Items(answer).Select(item => Answers.Cell(item[columns[0]])));
        }
        else
        {
            Answers.Table(
                terminal, [.. columns.Select(column => column.TrimStart('#').Split('.')[^1])],
                [.. Answers.Items(answer).Select(item => columns.Select(column => Answers.Cell(item, column)).ToArray())]);
        }
    }

    /// <summary>One object, a line for each property.</summary>
    public void Fields(JsonNode? answer, string id = "uuid")
    {
        if (IsJson)
        {
            Answers.Json(terminal, answer);
        }
        else if (IsQuiet)
        {
            Answers.Lines(terminal, [Answers.Cell(answer?[id])]);
        }
        else
        {
            Answers.Table(terminal, ["field", "value"], [.. Answers.Flat(answer)]);
        }
    }

    /// <summary>A sentence that something is done, where the API says little or nothing.</summary>
    public void Said(JsonNode? answer, string sentence)
    {
        if (IsJson)
        {
            Answers.Json(terminal, answer);
        }
        else if (!IsQuiet)
        {
            terminal.Out.WriteLine(sentence);
        }
    }
}
