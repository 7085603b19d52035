namespace SpecimenLogistics.Journal;

/// <summary>One request to the writer, from its queue to its answer.</summary>
internal abstract class Work
{
    /// <summary>Its wait for the writer, where whoever asks is followed.</summary>
    public System.Diagnostics.Activity? Wait { get; set; }

    /// <summary>What it tells others by the outbox.</summary>
    public virtual IReadOnlyList<Contracts.OutboxItem> Tells => [];

    /// <summary>Of one stream at most one request is in a transaction.</summary>
    public virtual string? Stream => null;

    /// <summary>Whose count it moves.</summary>
    public virtual string? Hearer => null;

    /// <summary>About how many rows it writes.</summary>
    public virtual int Rows => 1;

    /// <summary>Puts its rows into the tables and prepares the answer. May be called again after an undo.</summary>
    public abstract void Stage(Tables tables);

    /// <summary>Alone, and still refused by the database: turns that into the answer.</summary>
    public abstract void Refuse(Exception error, Reader reader);

    /// <summary>Gives the prepared answer, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <param name="goesOn">Whoever asked goes on at once on the thread that answers: only for askers who do little then, and wait for nothing.</param>
internal abstract class Work<TAnswer>(bool goesOn = false) : Work
{
    readonly TaskCompletionSource<TAnswer> _done = new(goesOn ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    Exception? _refused;

    public Task<TAnswer> Done => _done.Task;
    protected TAnswer? Answer { get; set; }

    public override void Refuse(Exception error, Reader reader) => _refused = new JournalException("the store refused this request: " + error.Message, error);

    public override void Complete()
    {
        if (_refused is null) _done.TrySetResult(Answer!);
        else _done.TrySetException(_refused);
    }

    public override void Fail(Exception error) => _done.TrySetException(error);
}
