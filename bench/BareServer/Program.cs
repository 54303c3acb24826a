// The reference of the benchmarks: the least that a web server of this framework can be.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/", () => "ok");
app.Run();
