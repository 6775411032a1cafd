import type { Language } from "./registry.ts";

/** "Aurora 2017 §2.1" says its year already; a guide that is rewritten all the time does not. */
const withYear = (source: string, year: number): string =>
  source.includes(String(year)) ? source : `${source}, ${year}`;

/** Every word that our components print. Both languages carry the same keys; the compiler says which one is missing. */
const en = {
  part: (number: number) => `Part ${number}`,
  goal: "After this lesson you can",
  minutes: (count: number) => `${count} min read`,
  level: { "first steps": "first steps", intermediate: "intermediate", advanced: "advanced" },
  sections: "Sections of this lesson",
  previous: "Previous",
  next: "Next",
  sources: "Sources",
  exercise: "Exercise",
  exerciseWaiting: "The editor for this exercise opens here.",
  exerciseByCommand: "On your own machine:",
  figureWaiting: "The running figure appears here.",
  predict: "Predict",
  question: (number: number, count: number) => `Question ${number} of ${count}`,
  check: "Check my answer",
  commitPrediction: "Commit to it",
  again: "Try again",
  chooseFirst: "Choose an answer first.",
  right: "Right.",
  notRight: "Not quite.",
  rightAnswerIs: (letter: string) => `The right answer is ${letter}.`,
  rightMark: "right",
  wrongMark: "not this one",
  yourAnswer: "your answer",
  answers: "Show the answer and why",
  watchIt: "Watch it",
  watchMoment: (event: number, time: string) => `event ${event}, at ${time}`,
  score: (right: number, answered: number, count: number) =>
    answered < count ? `${answered} of ${count} answered, ${right} right` : `All ${count} answered, ${right} right`,
  youMayHaveRead: "You may have read",
  simplified: "Where the simulator simplifies",
  limitSource: (unit: string, source: string, year: number) => `In ${unit}. Source: ${withYear(source, year)}.`,
  limitFrom: (source: string, year: number) => withYear(source, year),
  acknowledgedBy: "acknowledged",
  notAcknowledged: "not acknowledged",
  acknowledgements: "Acks",
  notWritten: "in preparation",
  done: "done",
  begun: "begun",
  exerciseSolved: "solved",
  lessonRead: "I have read this lesson",
  ofLessonsRead: (count: number) => `of ${count} lessons read`,
  ofExercisesSolved: (count: number) => `of ${count} exercises solved`,
  questionsAnsweredRight: "questions answered right",
  questionsRight: "{right} of {asked} questions right",
  continueWith: "Go on with",
  beginWith: "Begin with",
  allDone: "You have done all of it.",
  comesAfter: "after",
  stars: (count: number) =>
    ["one square of three: ten lines", "two squares of three: twenty to sixty lines", "three squares of three: more"][
      count - 1
    ] ?? "",
  map: "Course map",
  playground: "Playground",
  openInPlayground: "Open in the playground",
  landingFigure:
    "The writer ships each record to six segments in three zones. Squares fill as records arrive; a commit is answered once the volume is durable up to it.",
  buildsOn: "Builds on",
  yourProgress: "Your progress is yours",
  progressIsHere:
    "Answers, runs and marks are kept in this browser and nowhere else. Take them along as one file, to another browser or to your own machine. An import takes nothing away: where both have an answer, yours goes on the shelf.",
  exportProgress: "Save as a file",
  importProgress: "Read a file",
  forgetProgress: "Forget everything",
  forgetSure: "Forget every answer, run and mark that this browser has kept? This cannot be undone.",
  imported: "The file has been read. What it holds is here now, beside what was here before.",
  forgotten: "Everything is forgotten.",
  refused: {
    "not-ours": "This file is no progress file of Four of Six. Nothing has changed.",
    newer: "This file was made by a newer version of the site. Reload the page and read it again. Nothing has changed.",
    damaged: "This file is damaged: it ends too early, or was changed. Nothing of yours has changed.",
  },
  unkept:
    "This browser keeps nothing for this site (a private window, or its storage is full). What you do here is gone when you leave; copy your answers.",
  newVersion: "A new version of the course is here.",
  reload: "Reload",
  withoutNetwork: "Without a network",
  offlineWhole: "Works without a network: all of the course is here.",
  offlineButDatabase:
    "Works without a network: all of the course is here but the database that one exercise runs on, about {megabytes} MB.",
  offlinePart:
    "{have} of {count} files are here so far. About {megabytes} MB to come. Pages that you have opened are kept.",
  offlineFetching: "{have} of {count} files are here so far. About {megabytes} MB to come.",
  offlineFull: "This browser has no more room for them.",
  offlineNoRoom: "This browser has no room for the course: without a network it does not open.",
  offlineGone: "The rest could not be had; try again when there is a network.",
  keepCourse: "Keep the whole course here",
  glossary: "Glossary",
  teaching: "Teaching with it",
  inGlossary: "In the glossary",
  letters: "Letters",
};

export type Strings = typeof en;

const ko: Strings = {
  part: (number) => `${number}부`,
  goal: "이 글을 읽고 나면",
  minutes: (count) => `${count}분 분량`,
  level: { "first steps": "입문", intermediate: "중급", advanced: "고급" },
  sections: "이 글의 절",
  previous: "이전",
  next: "다음",
  sources: "출처",
  exercise: "실습",
  exerciseWaiting: "이 실습의 편집기가 여기에 열립니다.",
  exerciseByCommand: "내 컴퓨터에서 실행하려면:",
  figureWaiting: "움직이는 그림이 여기에 나타납니다.",
  predict: "예측해 보기",
  question: (number, count) => `문제 ${number}/${count}`,
  check: "답 확인하기",
  commitPrediction: "이 답으로 정하기",
  again: "다시 풀기",
  chooseFirst: "먼저 답을 하나 고르세요.",
  right: "맞습니다.",
  notRight: "아닙니다.",
  rightAnswerIs: (letter) => `정답은 ${letter}입니다.`,
  rightMark: "정답",
  wrongMark: "오답",
  yourAnswer: "내가 고른 답",
  answers: "정답과 이유 보기",
  watchIt: "그림에서 확인하기",
  watchMoment: (event, time) => `${event}번째 이벤트, ${time}`,
  score: (right, answered, count) =>
    answered < count
      ? `${count}문제 중 ${answered}문제를 풀었고 ${right}개 맞았습니다`
      : `${count}문제를 모두 풀었고 ${right}개 맞았습니다`,
  youMayHaveRead: "이렇게 읽은 적이 있다면",
  simplified: "시뮬레이터가 단순화한 것",
  limitSource: (unit, source, year) => `단위: ${unit}. 출처: ${withYear(source, year)}.`,
  limitFrom: (source, year) => withYear(source, year),
  acknowledgedBy: "확인 응답함",
  notAcknowledged: "확인 응답 없음",
  acknowledgements: "응답 수",
  notWritten: "준비 중",
  done: "마침",
  begun: "시작함",
  exerciseSolved: "풀었음",
  lessonRead: "이 글을 다 읽었습니다",
  ofLessonsRead: (count) => `/ ${count}편 읽음`,
  ofExercisesSolved: (count) => `/ ${count}개 실습 해결`,
  questionsAnsweredRight: "문제 정답",
  questionsRight: "{asked}문제 중 {right}개 정답",
  continueWith: "이어서:",
  beginWith: "여기서부터:",
  allDone: "모두 마쳤습니다.",
  comesAfter: "먼저 읽을 글",
  stars: (count) =>
    ["난이도 셋 중 하나: 10줄", "난이도 셋 중 둘: 20~60줄", "난이도 셋 중 셋: 그 이상"][count - 1] ?? "",
  map: "강의 지도",
  playground: "플레이그라운드",
  openInPlayground: "플레이그라운드에서 열기",
  landingFigure:
    "라이터는 레코드를 세 가용 영역의 세그먼트 여섯 개로 보냅니다. 레코드가 도착하면 사각형이 채워지고, 볼륨이 그 지점까지 내구성을 갖추면 커밋에 응답합니다.",
  buildsOn: "먼저 읽을 글",
  yourProgress: "진도는 내 브라우저에만 있습니다",
  progressIsHere:
    "답안과 실행 기록, 표시는 모두 이 브라우저에만 저장됩니다. 파일 하나로 저장해 다른 브라우저나 내 컴퓨터로 옮길 수 있습니다. 파일을 불러와도 지워지는 것은 없습니다. 양쪽에 모두 답안이 있으면 지금 것은 따로 보관됩니다.",
  exportProgress: "파일로 저장",
  importProgress: "파일 불러오기",
  forgetProgress: "모두 지우기",
  forgetSure: "이 브라우저에 저장된 답안, 실행 기록, 표시를 모두 지웁니까? 되돌릴 수 없습니다.",
  imported: "파일을 불러왔습니다. 원래 있던 것도 그대로 있습니다.",
  forgotten: "모두 지웠습니다.",
  refused: {
    "not-ours": "Four of Six의 진도 파일이 아닙니다. 바뀐 것은 없습니다.",
    newer:
      "이 사이트의 더 새로운 버전에서 만든 파일입니다. 페이지를 새로 고친 뒤 다시 불러오십시오. 바뀐 것은 없습니다.",
    damaged: "파일이 중간에 끊겼거나 내용이 바뀌었습니다. 지금 저장된 것은 그대로입니다.",
  },
  unkept:
    "이 브라우저는 이 사이트의 내용을 저장하지 않습니다(비공개 창이거나 저장 공간이 가득 찼습니다). 여기서 한 일은 페이지를 떠나면 사라지니 답안을 복사해 두십시오.",
  newVersion: "강의의 새 버전이 나왔습니다.",
  reload: "새로 고침",
  withoutNetwork: "네트워크 없이 보기",
  offlineWhole: "강의 전체가 저장되어 있어 네트워크 없이도 볼 수 있습니다.",
  offlineButDatabase:
    "강의가 저장되어 있어 네트워크 없이도 볼 수 있습니다. 실습 하나에 쓰는 데이터베이스(약 {megabytes}MB)만 빠져 있습니다.",
  offlinePart:
    "파일 {count}개 중 {have}개가 저장되어 있습니다. 남은 크기는 약 {megabytes}MB입니다. 한 번 연 페이지는 저장됩니다.",
  offlineFetching: "파일 {count}개 중 {have}개가 저장되어 있습니다. 남은 크기는 약 {megabytes}MB입니다.",
  offlineFull: "이 브라우저에 저장 공간이 더 없습니다.",
  offlineNoRoom: "이 브라우저에 저장 공간이 부족해 네트워크 없이는 강의를 볼 수 없습니다.",
  offlineGone: "나머지는 받지 못했습니다. 네트워크가 연결되면 다시 시도하십시오.",
  keepCourse: "강의 전체 저장하기",
  glossary: "용어집",
  teaching: "수업에서 쓰기",
  inGlossary: "용어집에서 보기",
  letters: "글자",
};

const strings: Record<Language, Strings> = { en, ko };

/** The strings for a page's `lang`; a language we do not write in reads English. */
export function stringsFor(lang: string): Strings {
  return lang === "ko" ? strings.ko : strings.en;
}
