"use client";
/**
 * Shown instead of the library when the browser lost it, or brought back an older state of it: what happened, what is
 * safe, what to do. Nothing is written before the person decides.
 */
import { useState } from "react";
import type { Loss } from "../../library/library";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { ConfirmDialog } from "../parts/dialog";
import { Mark } from "../parts/marks";
import { navigate } from "../router";
import { recoveryEn } from "../text/recovery/en";
import { useText, useWords } from "../text/use-text";
import { useTitle } from "../use-title";

type Choice = "start" | "import" | null;

export function RecoveryScreen({ loss }: { loss: Loss }) {
  const { t, format } = useText();
  const library = useLibrary();
  const [choice, setChoice] = useState<Choice>(null);
  // Not with all other words: hardly anybody ever sees this screen.
  const words = useWords("recovery", recoveryEn);
  useTitle(words.title);
  const isEmptied = loss.kind === "emptied";
  const day = format.day(loss.at);
  const decide = async () => {
    await library.acceptLoss();
    if (loss.whileOpen) window.location.assign(choice === "import" ? "/import" : "/");
    else if (choice === "import") navigate("/import");
  };
  return (
    <div className="first recovery">
      <header className="first__top">
        <Mark size={28} />
        <b>{t.app.name}</b>
      </header>
      <main className="recovery__mid" id="main" tabIndex={-1}>
        <h1>{isEmptied ? words.emptied : words.older}</h1>
        <p className="recovery__lead" role="alert">
          {isEmptied ? words.emptiedNote(loss.links, day) : words.olderNote(loss.left, loss.links, day)}
        </p>
        <Points title={words.safe} points={words.safeList} />
        <Points title={words.todo} points={words.todoList} />
        <div className="recovery__do">
          <Button kind="ink" onClick={() => window.location.reload()}>
            {words.look}
          </Button>
          {isEmptied ? <Button onClick={() => setChoice("import")}>{words.bringIn}</Button> : null}
          <Button onClick={() => setChoice("start")}>
            {isEmptied ? words.startEmpty : words.goOn(loss.left)}
          </Button>
        </div>
      </main>
      <ConfirmDialog
        title={isEmptied ? words.confirmEmpty : words.confirmOlder}
        note={isEmptied ? words.confirmEmptyNote(loss.links) : words.confirmOlderNote}
        confirm={isEmptied ? words.startEmpty : words.goOn(loss.left)}
        open={choice !== null}
        onConfirm={decide}
        onClose={() => setChoice(null)}
      />
    </div>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section className="recovery__part">
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
